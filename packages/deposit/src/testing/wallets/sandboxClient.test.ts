import { createSandboxProvider } from '@offrampkit/sandbox/wallet'
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest'
import type { TestWallet } from '../testWallet.ts'
import { describeWalletConformance } from './conformance.ts'
import type { ConnectorUnderTest } from './connector.ts'
import { reportConnector } from './connectorReport.ts'

interface Body {
  method: string
  params: readonly unknown[]
}

/** The sandbox's wallet routes over a wallet of the kit: a question gets an id first, and its answer later. */
function serve(wallet: TestWallet): typeof fetch {
  const questions = new Map<string, Promise<unknown>>()
  return async (input, init) => {
    const path = new URL(String(input)).pathname
    const known = questions.get(path)
    if (known) return Response.json(await known)
    const { method, params } = JSON.parse(String(init?.body)) as Body
    const answer = wallet.request({ method, params }).then(
      (result) => ({ result: result ?? null }),
      ({ code, message }: { code?: unknown; message?: string }) => ({ error: { code, message } }),
    )
    if (method !== 'eth_sendTransaction') return Response.json(await answer)
    questions.set(`/wallet/rpc/q${questions.size}`, answer)
    return Response.json({ pending: `q${questions.size - 1}` })
  }
}

beforeAll(() => void vi.stubGlobal('window', { open: () => ({}) }))
afterAll(() => void vi.unstubAllGlobals())

const sandboxWallet: ConnectorUnderTest = {
  name: "the sandbox wallet's client",
  async connect(wallet) {
    vi.stubGlobal('fetch', serve(wallet))
    const provider = createSandboxProvider('http://127.0.0.1:4010')
    return { wallet: { id: 'dev.offrampkit.sandbox', request: (args) => provider.request(args) } }
  },
}

describeWalletConformance(sandboxWallet, { describe, it })

test('it keeps parameters and codes', async () => {
  const report = await reportConnector(sandboxWallet)
  expect(report).toMatchObject({ requests: 1, added: [], codes: [], nullAnswer: 'value null' })
  expect(new Set(Object.values(report.parameters))).toEqual(new Set(['kept']))
})
