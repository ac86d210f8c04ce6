import { oneShotProvider } from '@offrampkit/deposit/browser'
import {
  type Prompt,
  simBench,
  type TestWallet,
  testWallet,
  walletErrorCodes,
} from '@offrampkit/deposit/testing'
import { MutationObserver, onlineManager, QueryClient } from '@tanstack/react-query'
import { type Address, type Chain, createWalletClient, custom, type EIP1193Provider } from 'viem'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createConfig, http } from 'wagmi'
import { connect, sendTransaction } from 'wagmi/actions'
import { injected } from 'wagmi/connectors'

const account: Address = `0x${'a1'.repeat(20)}`
const to: Address = `0x${'d0'.repeat(20)}`
const chain: Chain = {
  id: 31337,
  name: 'Local',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: ['http://127.0.0.1:1'] } },
}

/** Everything that a wallet may answer with: each code, and what is no code at all. */
type Answer = { name: string; give(prompt: Prompt): void }
const error = (fields: object) => Object.assign(new Error('The wallet failed.'), fields)
const failing = (name: string, thrown: unknown): Answer => ({ name, give: (prompt) => prompt.fail(thrown) })
const answering = (value: unknown): Answer => ({
  name: `answer ${JSON.stringify(value)}`,
  give: (prompt) => prompt.answer(value),
})
const answers: readonly Answer[] = [
  ...walletErrorCodes.map((code) => failing(`code ${code}`, error({ code }))),
  failing('code as text', error({ code: '4001' })),
  failing('code inside', error({ code: -32603, data: { originalError: { code: -32000 } } })),
  failing('code in the cause', error({ cause: { code: -32601 } })),
  failing('a plain object', { code: -32602, message: 'Invalid params' }),
  failing('no code', new Error('Request expired. Please try again.')),
  failing('text', 'timeout'),
  failing('undefined', undefined),
  failing('null', null),
  answering(null),
  answering(''),
  answering({ ok: true }),
  answering(`0x${'ab'.repeat(32)}`),
]

const nothing = { request: async () => Promise.reject(error({ code: -32601 })) }
const freshWallet = ({ give }: Answer) => testWallet(nothing, { account, chainId: chain.id, persona: give })

/** One attempt at sending, made ready; the function may be called again by whoever thinks it should be. */
type Attempt = (wallet: TestWallet, guarded: boolean) => Promise<() => Promise<unknown>>

const viem: Attempt = async (wallet, guarded) => {
  const provider = (guarded ? oneShotProvider(wallet) : wallet) as EIP1193Provider
  const client = createWalletClient({ account, chain, transport: custom(provider) })
  return () => client.sendTransaction({ to, value: 1n })
}

const wagmi: Attempt = async (wallet, guarded) => {
  const provider = (guarded ? oneShotProvider(wallet) : wallet) as never
  const config = createConfig({
    chains: [chain],
    transports: { [chain.id]: http() },
    storage: null,
    multiInjectedProviderDiscovery: false,
  })
  const target = { id: 'test', name: 'Test', provider }
  const connector = config._internal.connectors.setup(injected({ target }))
  await connect(config, { connector })
  return () => sendTransaction(config, { connector, account, to, value: 1n, chainId: chain.id })
}

const kit: Attempt = async (wallet) => {
  const bench = simBench()
  wallet.accounts = [bench.order.sender]
  const armed = await bench.tab().arm(bench.order, wallet)
  return () => armed.fire()
}

const paths: readonly (readonly [string, Attempt])[] = [
  ["the kit's own fire", kit],
  ['viem over a one-shot provider', viem],
  ['wagmi over a one-shot provider', wagmi],
]

/** What an app may have set for all of its own mutations. */
interface Host {
  retry: number
  networkMode: 'online' | 'always' | 'offlineFirst'
  startsOffline: boolean
}
const hosts: readonly Host[] = [0, 1, 2, 3, 4, 5].flatMap((retry) =>
  (['online', 'always', 'offlineFirst'] as const).flatMap((networkMode) =>
    [false, true].map((startsOffline) => ({ retry, networkMode, startsOffline })),
  ),
)

const requestsOf = ({ asked }: TestWallet) => asked.filter((method) => /send/i.test(method))

/** How often each wallet was asked when the host's own mutations called these attempts, all at the same time. */
async function throughHost(
  attempt: Attempt,
  all: readonly Answer[],
  host: Host,
  guarded = true,
): Promise<number[]> {
  const wallets = all.map(freshWallet)
  const attempts = await Promise.all(wallets.map((wallet) => attempt(wallet, guarded)))
  const { retry, networkMode, startsOffline } = host
  const client = new QueryClient({ defaultOptions: { mutations: { retry, retryDelay: 0, networkMode } } })
  client.mount()
  onlineManager.setOnline(!startsOffline)
  const mutations = attempts.map((mutationFn) => new MutationObserver(client, { mutationFn }).mutate())
  const settled = Promise.allSettled(mutations)
  onlineManager.setOnline(false)
  onlineManager.setOnline(true)
  await settled
  client.unmount()
  client.clear()
  return wallets.map((wallet) => requestsOf(wallet).length)
}

beforeAll(() => void vi.stubGlobal('window', new EventTarget()))
afterEach(() => onlineManager.setOnline(true))

test('there are enough cases', () => {
  expect(walletErrorCodes.length).toBeGreaterThanOrEqual(40)
  expect(paths.length * answers.length * (hosts.length + 1)).toBeGreaterThanOrEqual(5_000)
})

describe.each(paths)('%s', (_, attempt) => {
  test('asks once, however it is answered and however often it is called', async () => {
    const wrong: string[] = []
    for (const answer of answers) {
      const wallet = freshWallet(answer)
      const send = await attempt(wallet, true)
      await Promise.allSettled([send(), send()])
      await Promise.allSettled([send()])
      if (requestsOf(wallet).length !== 1) wrong.push(`${answer.name}: ${requestsOf(wallet).join(', ')}`)
    }
    expect(wrong).toEqual([])
  })

  test.each(hosts)('asks once under a host with %o', async (host) => {
    const requests = await throughHost(attempt, answers, host)
    const wrong = answers.flatMap(({ name }, i) => (requests[i] === 1 ? [] : [`${name}: ${requests[i]}`]))
    expect(wrong).toEqual([])
  })
})

describe('without the guard', () => {
  test.each([viem, wagmi])('a library asks a second time after four codes', async (attempt) => {
    const twice: string[] = []
    for (const answer of answers) {
      const wallet = freshWallet(answer)
      const send = await attempt(wallet, false)
      await send().catch(() => undefined)
      if (requestsOf(wallet).length > 1) twice.push(answer.name)
    }
    expect(twice).toEqual(['code -32601', 'code -32602', 'code -32000', 'code -32004', 'a plain object'])
  })

  test('a host that retries asks as often as it likes', async () => {
    const no = answers.find(({ name }) => name === 'code -32603')!
    const host: Host = { retry: 3, networkMode: 'online', startsOffline: false }
    expect(await throughHost(viem, [no], host, false)).toEqual([4])
    expect(await throughHost(wagmi, [no], host, false)).toEqual([4])
  })

  test('viem falls back from sendCalls to a transaction; with the guard it cannot', async () => {
    const approving = answers.find(({ name }) => name.startsWith('answer "0xabab'))!
    const send = async (guarded: boolean) => {
      const wallet = freshWallet(approving)
      const provider = (guarded ? oneShotProvider(wallet) : wallet) as EIP1193Provider
      const client = createWalletClient({ account, chain, transport: custom(provider) })
      const calls = [{ to, value: 1n }]
      const fallback = { experimental_fallback: true, experimental_fallbackDelay: 0 }
      await client.sendCalls({ calls, ...fallback }).catch(() => undefined)
      return requestsOf(wallet)
    }
    expect(await send(false)).toEqual(['wallet_sendCalls', 'eth_sendTransaction'])
    expect(await send(true)).toEqual(['wallet_sendCalls'])
  })

  test('with it, viem gives back the first error, not that of the guard', async () => {
    const known = answers.find(({ name }) => name === 'code -32000')!
    const send = await viem(freshWallet(known), true)
    await expect(send()).rejects.toThrow(/The wallet failed/)
  })
})
