import { createAssetRegistry, evmNetwork, type NetworkId, native } from '@offrampkit/core'
import { checkBackend } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { createId, merge, type Order, type OrderEvent, statusOf } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'
import { verifyWebhook } from '@offrampkit/core/webhook'
import { type RunningSandbox, startSandbox } from '@offrampkit/sandbox/node'
import { encodeFunctionData, erc20Abi } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { coinbaseBackend } from './client.ts'
import { coinbaseHostedRules } from './flow.ts'
import { createSigner } from './jwt.ts'
import { coinbase } from './server.ts'

/** The stand-in was written from Coinbase's documents, without looking at this package: agreeing with it means something. */
let sandbox: RunningSandbox
const hookUrl = 'http://hook.localhost/coinbase'
const webhookSecret = '5b6b3a52-0000-4000-8000-000000000000'
const delivered: { headers: Headers; rawBody: Uint8Array }[] = []
const clock = { now: Date.UTC(2026, 10, 21, 12) }
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

beforeAll(async () => {
  sandbox = await startSandbox({
    blockTimeMs: 0,
    tickMs: 0,
    clock: { now: () => clock.now },
    webhookTargets: [{ url: hookUrl, secret: webhookSecret }],
    async fetch(input, init) {
      if (input !== hookUrl) return fetch(input, init)
      delivered.push({
        headers: new Headers(init?.headers),
        rawBody: new TextEncoder().encode(String(init?.body)),
      })
      return new Response()
    },
  })
}, 60_000)

afterAll(() => sandbox.stop())

function world() {
  const networks = sandbox.chains.map(({ chainId, name }) => ({
    id: evmNetwork(chainId),
    name,
    kind: 'evm' as const,
    finality: 1,
    blockTimeMs: 1,
    test: true,
  }))
  const assets = sandbox.describe().assets.map(({ chainId, symbol, name, decimals, address }) => ({
    network: evmNetwork(chainId),
    address: address ?? native,
    symbol,
    name,
    decimals,
  }))
  const names = sandbox.chains.map(({ chainId, coinbaseNetwork }): [string, NetworkId] => [
    coinbaseNetwork,
    evmNetwork(chainId),
  ])
  return { registry: createAssetRegistry({ networks, assets }), names: Object.fromEntries(names) }
}

function serverOver(key: { id: string; secret: string }): ServerProvider {
  const { registry, names } = world()
  return coinbase({
    apiKeyId: key.id,
    apiKeySecret: key.secret,
    baseUrl: sandbox.url,
    payUrl: `${sandbox.url}/v3/sell/input`,
    networks: names,
    webhookSecrets: [webhookSecret],
  })({ registry, fetch, random, now: () => clock.now })
}

const request = {
  asset: 'USDC',
  network: 'eip155:31337',
  amount: '25',
  cashoutCurrency: 'USD',
  country: 'US',
  subdivision: 'NY',
  method: 'ACH_BANK_ACCOUNT',
} as const

/** What the user does on the hosted page: sign in, "Cash out now". Returns where it sends the user. */
async function cashOutNow(url: string): Promise<string | null> {
  const opened = await fetch(url, { redirect: 'manual' })
  const visit = new URL(opened.headers.get('location') ?? '', sandbox.url)
  const post = (fields: Record<string, string>) =>
    fetch(visit, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  await post({ action: 'sign-in', country: 'US' })
  const confirmed = await post({ action: 'confirm' })
  await sandbox.control.advance(2_000)
  return confirmed.headers.get('location')
}

async function send(from: string, token: string, to: string, units: bigint): Promise<void> {
  const data = encodeFunctionData({
    abi: erc20Abi,
    functionName: 'transfer',
    args: [to as `0x${string}`, units],
  })
  const hash = await rpc('eth_sendTransaction', [{ from, to: token, data }])
  // The chain answers before the block is there: only what is mined can be seen by the next look.
  await expect.poll(() => rpc('eth_getTransactionReceipt', [hash])).not.toBeNull()
}

async function rpc(method: string, params: unknown[]): Promise<unknown> {
  const answer = await fetch(sandbox.chains[0]?.rpcUrl ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const body = (await answer.json()) as { result?: unknown }
  expect(body).toHaveProperty('result')
  return body.result
}

test.each(['ed25519', 'es256'] as const)('a whole sale with an %s key', async (kind) => {
  const { registry } = world()
  const provider = serverOver(sandbox.apiKeys[kind])
  const sender = sandbox.accounts[0] ?? ''
  const options = await provider.getOptions({ provider: 'coinbase', country: 'US', subdivision: 'NY' }, {})
  expect(options.assets).toContainEqual(expect.objectContaining({ symbol: 'USDC', network: 'eip155:31337' }))
  expect(options.assets.every(({ network }) => registry.network(network) !== null)).toBe(true)
  const quote = await provider.getQuote(request, {})
  expect(quote.receive.currency).toBe('USD')

  let order: Order = {
    orderId: createId(random),
    provider: 'coinbase',
    flow: 'coinbase/hosted',
    request,
    sender,
    createdAt: clock.now,
    rules: coinbaseHostedRules,
    facts: { steps: {}, rows: {}, transfers: {}, reports: {} },
  }
  const learn = (events: readonly OrderEvent[]) => {
    order = { ...order, facts: events.reduce(merge, order.facts) }
    return statusOf(order, clock.now).kind
  }
  expect(await provider.readOrder(order, {})).toEqual([])

  const returnUrl = `http://localhost:5173/?offramp_order=${order.orderId}`
  const { session } = await provider.createSession(order, { clientIp: '203.0.113.9', returnUrl })
  if (session.kind !== 'open') throw new Error(session.kind)
  expect(await cashOutNow(session.url)).toBe(returnUrl)
  expect(learn(await provider.readOrder(order, {}))).toBe('awaiting_deposit')
  expect(bindDeposit(order, registry, clock.now).state, 'nobody has come back yet').toBe('waiting')
  learn([{ type: 'returned', at: clock.now, source: 'browser' }])

  const binding = bindDeposit(order, registry, clock.now)
  if (binding.state !== 'ready') throw new Error(JSON.stringify(binding))
  expect(binding.instruction).toMatchObject({ amount: '25', units: 25_000_000n, differences: [] })
  const { asset, to, units } = binding.instruction
  await send(sender, asset.address, to, units)
  await sandbox.tick()
  expect(learn(await provider.readOrder(order, {}))).toBe('received')
  await sandbox.control.advance(5_000)
  expect(learn(await provider.readOrder(order, {}))).toBe('paid')

  // Its webhooks, by the same secret, say the same about the same order.
  if (!provider.webhook) throw new Error('no webhook')
  const { verification, parse } = provider.webhook
  const news = await Promise.all(
    delivered
      .splice(0)
      .map(async (hook) => parse((await verifyWebhook(verification, hook, clock.now)).signed, 1)),
  )
  expect(news.length).toBeGreaterThan(2)
  expect(news.every((one) => one?.orderId === order.orderId && one.rowId === binding.instruction.rowId)).toBe(
    true,
  )
  expect(learn(news.flatMap((one) => one?.events ?? []))).toBe('paid')
})

test('what the stand-in says when it is down, busy, garbled, or refuses the key', async () => {
  const provider = serverOver(sandbox.apiKeys.ed25519)
  const ask = () => provider.getQuote(request, {})
  for (const [fault, code] of [
    [{ down: 1 }, 'provider_unavailable'],
    [{ rateLimited: 1 }, 'rate_limited'],
    [{ garbled: 1 }, 'provider_unreadable'],
  ] as const) {
    sandbox.control.setFaults(fault)
    await expect(ask()).rejects.toMatchObject({ code })
  }
  await expect(ask()).resolves.toBeDefined()
  const stranger = serverOver({ ...sandbox.apiKeys.ed25519, id: 'somebody-else' })
  await expect(stranger.getQuote(request, {})).rejects.toMatchObject({
    code: 'provider_rejected',
    details: { reason: 'unauthorized' },
  })
  await expect(provider.getQuote({ ...request, amount: '1' }, {})).rejects.toMatchObject({
    code: 'amount_out_of_limits',
  })
})

test('the browser half, over a proxy that signs and adds the IP', async () => {
  const { registry, names } = world()
  const { id, secret } = sandbox.apiKeys.ed25519
  const sign = createSigner({ apiKeyId: id, apiKeySecret: secret }, { now: () => clock.now, random })
  const kept = new Map<string, string>()
  const backend = checkBackend(
    coinbaseBackend({
      async request({ method, path, body }) {
        const url = new URL(path, sandbox.url)
        const sent = path.endsWith('/token') ? { ...body, clientIp: '203.0.113.9' } : body
        return fetch(url, {
          method,
          headers: { authorization: `Bearer ${await sign(method, url.host, url.pathname)}` },
          ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
        })
      },
      registry,
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
      },
      random,
      now: () => clock.now,
      returnUrl: 'http://localhost:5173/',
      networks: names,
      payUrl: `${sandbox.url}/v3/sell/input`,
    }),
  )
  const sender = sandbox.accounts[1] ?? ''
  const { orderId } = await backend.createOrder({
    requestId: createId(random),
    provider: 'coinbase',
    request,
    sender,
  })
  const session = await backend.createSession({ orderId })
  if (session.kind !== 'open') throw new Error(session.kind)
  await cashOutNow(session.url)
  const order = await backend.getOrder({ orderId, returned: true })
  const binding = bindDeposit(order, registry, order.serverNow)
  if (binding.state !== 'ready') throw new Error(JSON.stringify(binding))
  await send(sender, binding.instruction.asset.address, binding.instruction.to, binding.instruction.units)
  await sandbox.tick()
  await sandbox.control.advance(5_000)
  expect((await backend.getOrder({ orderId })).status).toMatchObject({ kind: 'paid' })
})
