import { describe, expect, it, test } from 'vitest'
import { describeWalletConformance, walletChecks, walletConformance } from './conformance.ts'
import type { ConnectorUnderTest } from './connector.ts'
import { formatConnectorReport, reportConnector } from './connectorReport.ts'
import { meansRefused, walletErrorCodes } from './errorCodes.ts'
import { simGround } from './ground.ts'
import { failingPersonas, walletPersonas } from './personaCases.ts'
import { jsonRelay } from './relay.ts'

const bare: ConnectorUnderTest = { name: 'a bare wallet', connect: async (wallet) => ({ wallet }) }
const relay: ConnectorUnderTest = { name: 'a JSON relay', connect: async (wallet) => jsonRelay(wallet) }

describeWalletConformance(bare, { describe, it })
describeWalletConformance(
  { ...bare, name: 'a bare wallet with coin' },
  { describe, it },
  { ground: () => simGround('ETH') },
)
describeWalletConformance(relay, { describe, it })

type Request = (args: { method: string; params?: readonly unknown[] }) => Promise<unknown>

/** A connector that treats requests to send in its own way. */
const bad = (
  name: string,
  treat: (send: () => Promise<unknown>, again: Request, params: Record<string, string>) => Promise<unknown>,
): ConnectorUnderTest => ({
  name,
  connect: async (wallet) => ({
    wallet: {
      id: name,
      request: (args) =>
        args.method === 'eth_sendTransaction'
          ? treat(() => wallet.request(args), wallet.request, args.params?.[0] as Record<string, string>)
          : wallet.request(args),
    },
  }),
})

const asking =
  (changes: (params: Record<string, string>) => Record<string, string | undefined>) =>
  (_: unknown, ask: Request, params: Record<string, string>) =>
    ask({
      method: 'eth_sendTransaction',
      params: [JSON.parse(JSON.stringify({ ...params, ...changes(params) }))],
    })

test('a cancelled transaction is proven dead where the nonce was kept, and the next one arrives', async () => {
  const personas = walletPersonas
    .filter(({ id }) => id === 'cancel')
    .map((one) => ({ ...one, final: ['dead:P2'] as const }))
  expect(personas).toHaveLength(1)
  expect((await walletConformance(bare, { personas })).map(({ name }) => name)).toEqual([])
})

describe('a connector that does not conform fails', () => {
  const every = new Set(walletPersonas.map(({ id }) => id))
  const of = (...ids: string[]) => walletPersonas.filter(({ id }) => ids.includes(id))

  test.each<[ConnectorUnderTest, readonly string[], RegExp]>([
    [
      bad('it retries', (send) => send().catch(send)),
      ['reject', 'fail-then-answer'],
      /asked the wallet 2 times/,
    ],
    [
      bad('it falls back, as viem does', (send, ask, params) =>
        send().catch(() => ask({ method: 'wallet_sendTransaction', params: [params] })),
      ),
      ['reject', 'fail-with-hash'],
      /asked the wallet 2 times|transfers arrived/,
    ],
    [
      bad(
        'it takes the nonce away',
        asking(() => ({ nonce: undefined })),
      ),
      ['approve', 'ignore'],
      /left nonce out \(if it always does, say so with drops: \['nonce'\]\)/,
    ],
    [
      bad(
        'it changes the nonce',
        asking(() => ({ nonce: '0x1' })),
      ),
      ['hash-then-drop'],
      /changed nonce/,
    ],
    [
      bad(
        'it leaves the chain out',
        asking(() => ({ chainId: undefined })),
      ),
      ['approve'],
      /left chainId out/,
    ],
    [
      bad(
        'it adds its code',
        asking(({ data }) => ({ data: `${data}c0de` })),
      ),
      ['approve'],
      /changed data/,
    ],
    [
      bad(
        'it adds gas',
        asking(() => ({ gas: '0x5208' })),
      ),
      ['approve'],
      /added gas/,
    ],
    [
      bad('it swallows errors', (send) => send().catch(() => `0x${'ab'.repeat(32)}`)),
      ['reject', 'expire', 'fail-then-answer'],
      /the attempt is "hash"/,
    ],
    [
      bad('it calls every error a refusal', (send) =>
        send().catch(() => {
          throw { code: 4001 }
        }),
      ),
      ['fail-then-answer', 'expire'],
      /the attempt is "rejected:P1"/,
    ],
    [
      bad('it hides refusals', (send) =>
        send().catch(() => {
          throw { code: -32603 }
        }),
      ),
      ['reject'],
      /the attempt is "unknown"/,
    ],
    [bad('it never asks', () => Promise.resolve(null)), ['approve'], /did not happen within/],
  ])('$name', async (under, ids, message) => {
    expect(ids.every((id) => every.has(id))).toBe(true)
    const failures = await walletConformance(under, { personas: of(...ids), patienceMs: 200 })
    expect(failures.length).toBeGreaterThanOrEqual(ids.length)
    for (const { error } of failures) expect(error.message).toMatch(message)
  })

  test('one that says that it drops the nonce passes, and two transfers are its declared price', async () => {
    const drops = bad(
      'drops',
      asking(() => ({ nonce: undefined })),
    )
    expect(await walletConformance({ ...drops, drops: ['nonce'] })).toEqual([])
    const failed = await walletConformance(drops, { personas: of('answer-twice') })
    expect(failed[0]?.error.message).toMatch(/nonce/)
  })
})

describe('the personas', () => {
  test('have names of their own, and none may send twice without saying so', () => {
    const all = [...walletPersonas, ...failingPersonas]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(walletPersonas.filter(({ breaks }) => breaks).map(({ id }) => id)).toEqual([
      'answer-twice',
      'wrong-chain',
      'other-account',
      'rewrite-amount',
      'rewrite-recipient',
      'lie',
    ])
  })

  test('cover every code but the two that mean no', () => {
    expect(failingPersonas).toHaveLength(walletErrorCodes.length - 2)
    expect(walletErrorCodes.filter(meansRefused)).toEqual([4001, 5000])
    expect(new Set(walletErrorCodes).size).toBe(walletErrorCodes.length)
  })

  test('are each run with a page that lives, one that ends, and one that is overtaken', () => {
    expect(walletChecks(bare)).toHaveLength(3 * (walletPersonas.length + failingPersonas.length))
  })
})

describe('the report about a connector', () => {
  test.each([bare, relay])('says that nothing is touched where nothing is: $name', async (under) => {
    const report = await reportConnector(under)
    expect(report).toMatchObject({
      requests: 1,
      inClick: true,
      added: [],
      codes: [],
      nullAnswer: 'value null',
    })
    expect(new Set(Object.values(report.parameters))).toEqual(new Set(['kept']))
    expect(formatConnectorReport(report)).toContain('parameters: all kept')
  })

  test('says what is dropped, added, changed, repeated and renamed', async () => {
    const under = bad('odd', async (_, ask, { nonce: __, ...params }) => {
      await null
      const send = () =>
        ask({ method: 'eth_sendTransaction', params: [{ ...params, value: '0x2', type: '0x2' }] })
      return send()
        .catch(send)
        .catch(() => {
          throw { code: -32603 }
        })
    })
    const report = await reportConnector(under)
    expect(report).toMatchObject({ requests: 2, inClick: false, added: ['type'] })
    expect(report.parameters).toMatchObject({ nonce: 'dropped', value: 'changed', gas: 'kept' })
    expect(report.codes).toContainEqual({ given: 4001, heard: 'error -32603' })
    expect(formatConnectorReport(report)).toMatch(
      /2 times.*\n.*does not ask.*\n.*value changed, nonce dropped/,
    )
  })
})
