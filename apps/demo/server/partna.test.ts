import { createAssetRegistry, evmNetwork, native } from '@offrampkit/core'
import {
  apiVersion,
  apiVersionHeader,
  type OrderView,
  pathOf,
  type RouteName,
  routes,
} from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { createId } from '@offrampkit/core/order'
import { partna } from '@offrampkit/providers/partna/server'
import { type RunningSandbox, startSandbox } from '@offrampkit/sandbox/node'
import { createOfframpHandler, memoryStore } from '@offrampkit/server'
import { encodeFunctionData, parseAbi } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

/** Partna's provider half against its stand-in over a real local chain: neither was written from the other. */
const ORIGIN = 'https://app.example'
const HOOK = `${ORIGIN}/api/offramp/webhooks/partna`
const celo = evmNetwork(31339)
const UNITS = 110_000_000_000_000_000n

let sandbox: RunningSandbox
let handler: (request: Request) => Promise<Response>
let answers: number[]
let bind: (order: OrderView) => ReturnType<typeof bindDeposit>
let visit: string
let now = Date.UTC(2026, 10, 21, 12)

const celoChain = () => sandbox.chains.find((c) => c.coinbaseNetwork === 'celo')

beforeAll(async () => {
  sandbox = await startSandbox({
    celo: true,
    blockTimeMs: 0,
    tickMs: 0,
    clock: { now: () => now },
    fetch: async (input, init) => {
      if (input !== HOOK) return fetch(input, init)
      const answer = await handler(new Request(input, init))
      answers.push(answer.status)
      return answer
    },
  })
  const chain = celoChain()
  const registry = createAssetRegistry({
    networks: [{ id: celo, name: 'Celo', kind: 'evm', finality: 1, blockTimeMs: 1000 }],
    assets: [
      { network: celo, address: native, symbol: 'CELO', name: 'Celo', decimals: 18 },
      ...(chain?.tokens ?? []).map((token) => ({ ...token, network: celo })),
    ],
  })
  bind = (order) => bindDeposit(order, registry, order.serverNow)
  const user = { userId: 'u', addresses: [String(sandbox.accounts[0])] }
  handler = createOfframpHandler({
    store: memoryStore(),
    providers: [
      partna({
        ...sandbox.partna,
        environment: 'staging',
        baseUrl: `${sandbox.url}/v4`,
        payUrl: `${sandbox.url}/v4/pay/offramp`,
        webhookKeys: [await sandbox.control.partna.publicKeyPem()],
        networks: { celo: celo },
      }),
    ],
    registry,
    authenticate: () => user,
    clientIp: () => '203.0.113.7',
    returnUrl: ORIGIN,
    allowedOrigins: [ORIGIN],
    now: () => now,
  })
})
beforeEach(() => {
  answers = []
  sandbox.control.reset()
  sandbox.control.partna.setWebhookUrl(HOOK)
})
afterAll(() => sandbox.stop())

async function ask<value>(name: RouteName, path: Record<string, string>, body?: unknown): Promise<value> {
  const { method } = routes[name]
  const response = await handler(
    new Request(`${ORIGIN}/api/offramp${pathOf(name, path)}`, {
      method,
      headers: { origin: ORIGIN, 'content-type': 'application/json', [apiVersionHeader]: apiVersion },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    }),
  )
  const answer = await response.json()
  if (!response.ok) throw new Error(`${name} answered ${response.status} ${JSON.stringify(answer)}`)
  return answer as value
}

const look = (orderId: string) => ask<OrderView>('getOrder', { orderId })

/** The order, the widget opened and filled in as its user does, and the webhook that names the address. */
async function sell() {
  const { orderId } = await ask<OrderView>(
    'createOrder',
    {},
    {
      requestId: createId((length) => crypto.getRandomValues(new Uint8Array(length))),
      provider: 'partna',
      request: { asset: 'CUSD', network: celo, amount: '0.11', cashoutCurrency: 'KES', country: 'KE' },
      sender: sandbox.accounts[0],
    },
  )
  const session = await ask<{ kind: string; url?: string }>('createSession', { orderId })
  expect(session.kind).toBe('open')
  const opened = await fetch(String(session.url), { redirect: 'manual' })
  expect(opened.status, await opened.clone().text()).toBe(303)
  const fields = { action: 'continue', accountName: 'wanjiku', mobileNetwork: 'Safaricom' }
  visit = sandbox.url + opened.headers.get('location')
  await fetch(visit, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, accountNumber: '0700000001' }),
    redirect: 'manual',
  })
  await sandbox.tick()
  return orderId
}

async function askChain(method: string, params: unknown[] = []) {
  const answer = await fetch(String(celoChain()?.rpcUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  return ((await answer.json()) as { result: string }).result
}

/** Sends, and mines: a chain that mines at once answers before its block is there. */
async function sendTo(to: string, units: bigint) {
  const token = celoChain()?.tokens.find((t) => t.symbol === 'CUSD')?.address
  const data = encodeFunctionData({
    abi: parseAbi(['function transfer(address to, uint256 value)']),
    functionName: 'transfer',
    args: [to as `0x${string}`, units],
  })
  const hash = await askChain('eth_sendTransaction', [{ from: sandbox.accounts[0], to: token, data }])
  await askChain('evm_mine')
  return hash
}

it('sells: address by webhook, transfer on chain, received, processing, paid', async () => {
  const orderId = await sell()
  const waiting = await look(orderId)
  expect(waiting.status.kind).toBe('awaiting_deposit')
  const binding = bind(waiting)
  if (binding.state !== 'ready') throw new Error(JSON.stringify(binding))
  const [ramp] = sandbox.control.partna.ramps()
  expect(binding.instruction.to.toLowerCase()).toBe(ramp?.paymentAddress.toLowerCase())

  const txHash = await sendTo(binding.instruction.to, UNITS)
  await sandbox.tick()
  expect((await look(orderId)).status).toMatchObject({ kind: 'received', txHash })
  await sandbox.control.advance(1500)
  expect((await look(orderId)).status).toMatchObject({ kind: 'processing', txHash })
  await sandbox.control.advance(1500)
  // 12.93 was shown before; what is paid in the end is what `completed` says.
  const payout = { amount: '12.929', currency: 'KES' }
  expect((await look(orderId)).status).toMatchObject({ kind: 'paid', txHash, payout })
  expect(answers).toEqual([200, 200, 200, 200])
})

it('ends as paid when every webhook comes twice and in the wrong order', async () => {
  sandbox.control.partna.setWebhookFaults({ hold: true, duplicate: -1 })
  const orderId = await sell()
  expect((await look(orderId)).status.kind).toBe('opened')
  await sendTo(String(sandbox.control.partna.ramps()[0]?.paymentAddress), UNITS)
  await sandbox.tick()
  await sandbox.control.advance(10_000)
  await sandbox.control.partna.releaseWebhooks(true)
  expect(answers).toHaveLength(8)
  expect((await look(orderId)).status.kind).toBe('paid')
})

it('follows to paid when another wallet pays from the hosted page', async () => {
  const orderId = await sell()
  await fetch(visit, {
    method: 'POST',
    body: new URLSearchParams({ action: 'pay-elsewhere' }),
    redirect: 'manual',
  })
  await askChain('evm_mine')
  await sandbox.tick()
  await sandbox.control.advance(10_000)
  expect((await look(orderId)).status.kind).toBe('paid')
})

it.each(['wrongKey', 'tamper'])('learns no address from a forged webhook: %s', async (fault) => {
  sandbox.control.partna.setWebhookFaults({ [fault]: -1 })
  const orderId = await sell()
  expect(answers).toHaveLength(1)
  expect(answers[0]).toBeGreaterThanOrEqual(400)
  const order = await look(orderId)
  expect(order.status.kind).toBe('opened')
  expect(bind(order).state).not.toBe('ready')
})

it('stops when a second deposit address is told', async () => {
  const orderId = await sell()
  expect(bind(await look(orderId)).state).toBe('ready')
  await sandbox.control.partna.changeAddress(String(sandbox.control.partna.ramps()[0]?.reference))
  expect(bind(await look(orderId)).state).not.toBe('ready')
})

it('offers no deposit once its time has run out', async () => {
  const orderId = await sell()
  now += 3_700_000
  expect(bind(await look(orderId)).state).not.toBe('ready')
})
