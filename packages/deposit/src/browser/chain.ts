import type { NetworkId } from '@offrampkit/core'
import type { ChainPort } from '../ports/chain.ts'
import type { Eip1193 } from './wallet.ts'

/** What a node refused, with its JSON-RPC code. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: unknown
  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}

/**
 * One chain over JSON-RPC by plain POST. Every request is given up after `timeoutMs`; nothing is asked twice.
 *
 * @example httpChain('eip155:8453', 'https://mainnet.base.org')
 */
export function httpChain(
  network: NetworkId,
  url: string,
  options: { fetch?: typeof globalThis.fetch; timeoutMs?: number } = {},
): ChainPort {
  const { fetch = globalThis.fetch, timeoutMs = 10_000 } = options
  let id = 0
  return {
    network,
    async request({ method, params = [] }) {
      id += 1
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
        signal: AbortSignal.timeout(timeoutMs),
        cache: 'no-store',
      })
      const answer = (await response.json()) as {
        result?: unknown
        error?: { code?: number; message?: string; data?: unknown }
      }
      if (answer.error)
        throw new RpcError(
          answer.error.code ?? -32603,
          answer.error.message ?? 'Internal error',
          answer.error.data,
        )
      if (answer.result === undefined) throw new RpcError(-32603, `The endpoint did not answer ${method}.`)
      return answer.result
    },
  }
}

/** A chain over any EIP-1193-like request function, such as that of a wagmi public client. */
export function eip1193Chain(network: NetworkId, provider: Eip1193): ChainPort {
  return { network, request: (args) => provider.request(args) }
}
