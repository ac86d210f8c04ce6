import { walletError } from '../personas.ts'
import type { TestWallet } from '../testWallet.ts'
import type { ConnectedWallet } from './connector.ts'

/**
 * A connection that carries nothing but JSON, as WalletConnect and every remote wallet do: requests and answers lose what
 * JSON has no word for (`undefined`, error classes, getters), and arrive in a later turn.
 *
 * @example
 * ```ts
 * describeWalletConformance({ name: 'relay', connect: async (wallet) => jsonRelay(wallet) }, { describe, it })
 * ```
 */
export function jsonRelay(wallet: TestWallet): ConnectedWallet {
  let serial = 0
  async function answerTo(text: string): Promise<string> {
    const { id, method, params } = JSON.parse(text) as { id: number; method: string; params: unknown[] }
    try {
      const result = await wallet.request({ method, params })
      return JSON.stringify({ id, jsonrpc: '2.0', result: result ?? null })
    } catch (error) {
      const { code, message, data } = { ...asFields(error) }
      return JSON.stringify({ id, jsonrpc: '2.0', error: { code, message, data } })
    }
  }
  return {
    wallet: {
      id: 'json-relay',
      async request({ method, params = [] }) {
        serial += 1
        const answer = await answerTo(JSON.stringify({ id: serial, jsonrpc: '2.0', method, params }))
        const { result, error } = JSON.parse(answer) as {
          result?: unknown
          error?: { code?: unknown; message?: string; data?: unknown }
        }
        if (error) throw Object.assign(walletError(error.code, error.message), { data: error.data })
        return result
      },
    },
  }
}

function asFields(error: unknown): { code?: unknown; message?: unknown; data?: unknown } {
  if (typeof error !== 'object' || error === null) return { message: String(error) }
  const { code, message, data } = error as { code?: unknown; message?: unknown; data?: unknown }
  return { code, message, data }
}
