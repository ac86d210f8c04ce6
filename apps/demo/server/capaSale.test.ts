import { createAssetRegistry, evmNetwork } from '@offrampkit/core'
import { apiVersion, apiVersionHeader, httpBackend, type OfframpSession } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { type AttemptView, createId } from '@offrampkit/core/order'
import { capa, memoryCapaUsers } from '@offrampkit/providers/capa/server'
import { startSandbox } from '@offrampkit/sandbox/node'
import { createOfframpHandler, memoryStore } from '@offrampkit/server'
import { type Address, encodeFunctionData, erc20Abi, type Hash } from 'viem'
import { afterEach, describe, expect, test } from 'vitest'

const origin = 'https://app.example'
const newId = () => createId((length) => crypto.getRandomValues(new Uint8Array(length)))
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** The answers of somebody with a Mexican account who agrees to the price shown. */
function bankValues(form: Extract<OfframpSession, { kind: 'form' }>): Record<string, string> {
  const atLeast = form.fields.find((field) => field.name === 'receiveAtLeast')?.options?.[0]?.value ?? ''
  return { clabe: '014680260346007120', receiveAtLeast: atLeast }
}

/** An app on a real local chain: browser's backend → the kit's handler → Capa's own adapter → Capa's stand-in. */
async function app() {
  let offset = 0
  const now = () => Date.now() + offset
  const statuses: number[] = []
  let receive: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 })
  const sandbox = await startSandbox({
    blockTimeMs: 0,
    tickMs: 0,
    clock: { now },
    // Webhooks reach the app's handler; everything else goes to the local chains.
    fetch: async (input, init) => {
      if (!input.startsWith(origin)) return await fetch(input, init)
      const response = await receive(new Request(input, init))
      statuses.push(response.status)
      return response
    },
  })
  stops.push(() => sandbox.stop())
  const chain = sandbox.chains.find((one) => one.coinbaseNetwork === 'base')
  const token = chain?.tokens.find((one) => one.symbol === 'USDC')
  if (!chain || !token) throw new Error('The sandbox has no USDC on Base.')
  const network = evmNetwork(chain.chainId)
  const seller = sandbox.accounts[0] as Address
  const registry = createAssetRegistry({
    networks: [{ id: network, name: chain.name, kind: 'evm', finality: 2, blockTimeMs: 300, test: true }],
    assets: [{ network, ...token }],
  })
  const log: unknown[] = []
  const handler = createOfframpHandler({
    store: memoryStore(),
    providers: [
      capa({
        apiKey: sandbox.capa.key,
        environment: 'staging',
        baseUrl: sandbox.url,
        users: memoryCapaUsers(),
        webhookSecrets: [sandbox.capa.webhookSecret],
        networks: { BASE: network },
      }),
    ],
    registry,
    authenticate: () => ({ userId: 'user-7', addresses: [seller] }),
    clientIp: () => '203.0.113.7',
    returnUrl: `${origin}/cash-out`,
    allowedOrigins: [origin],
    now,
    onError: (error) => log.push(error.message),
  })
  receive = (request) => handler(request)
  sandbox.control.capa.setWebhookUrl('main', `${origin}/api/offramp/webhooks/capa`)
  const backend = httpBackend({
    baseUrl: `${origin}/api/offramp`,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('origin', origin)
      headers.set(apiVersionHeader, apiVersion)
      return await handler(new Request(input, { ...init, headers }))
    },
  })
  const request = {
    asset: 'USDC',
    network,
    amount: '25',
    cashoutCurrency: 'MXN',
    country: 'MX',
  } as const

  async function answer(orderId: string, values: Record<string, string>): Promise<OfframpSession> {
    if (!backend.continueSession) throw new Error('The backend takes no answers.')
    return await backend.continueSession({ orderId, values })
  }

  let last = ''
  /** From the order to a deposit instruction that the browser would sign. */
  async function ordered() {
    const { orderId } = await backend.createOrder({
      requestId: newId(),
      provider: 'capa',
      request,
      sender: seller,
    })
    expect(await backend.createSession({ orderId })).toMatchObject({
      kind: 'form',
      fields: [{ name: 'email' }],
    })
    last = orderId
    const check = await answer(orderId, { email: 'ada@example.com' })
    if (check.kind !== 'open') throw new Error(`The identity check is ${check.kind}.`)
    await fetch(check.url, {
      method: 'POST',
      body: new URLSearchParams({ decision: 'approve' }),
      redirect: 'manual',
    })
    const form = await backend.createSession({ orderId })
    if (form.kind !== 'form') throw new Error(`The bank account is ${form.kind}.`)
    expect(await answer(orderId, bankValues(form))).toEqual({ kind: 'deposit', orderId })
    return orderId
  }

  /** Reserves the one attempt, sends on the chain as the wallet does, and reports the hash. */
  async function send(orderId: string): Promise<Hash> {
    const order = await backend.getOrder({ orderId })
    const binding = bindDeposit(order, registry, order.serverNow)
    if (binding.state !== 'ready') throw new Error(`The binding is ${JSON.stringify(binding)}.`)
    const { digest, to, units } = binding.instruction
    if (units === null) throw new Error('The instruction says no amount.')
    const facts = { sender: seller, fromBlock: 0, nonce: 0, pin: null, startedAt: now() }
    const attempt: AttemptView = { attemptId: newId(), phase: 'armed', digest, ...facts }
    await backend.deposits?.reserve({ orderId, attempt })
    const args = [to as Address, units] as const
    const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args })
    const sent = await fetch((chain as { rpcUrl: string }).rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'eth_sendTransaction',
        params: [{ from: seller, to: token?.address, data }],
      }),
    })
    const { result } = (await sent.json()) as { result: Hash }
    await backend.deposits?.report({ orderId, attemptId: attempt.attemptId, phase: 'hash', txHash: result })
    return result
  }

  return {
    sandbox,
    backend,
    ordered,
    answer,
    lastOrder: () => last,
    send,
    log,
    statuses,
    async pass(ms: number) {
      offset += ms
      await sandbox.tick()
    },
  }
}

describe('a sale through Capa on a real chain', () => {
  test('order → identity check → bank account → deposit → hash → execute → webhooks → paid', async () => {
    const { sandbox, backend, ordered, send, log, statuses, pass } = await app()
    sandbox.control.capa.setSettings({ executeNeeded: true })
    const orderId = await ordered()
    expect((await backend.getOrder({ orderId })).status).toMatchObject({ kind: 'awaiting_deposit' })
    const hash = await send(orderId)
    await pass(5_000)
    await backend.getOrder({ orderId })
    const [sold] = sandbox.control.capa.orders()
    expect(sold).toMatchObject({ executed: true, executedHash: hash, cryptoAmount: '25' })
    await pass(5_000)
    await pass(5_000)
    expect(sandbox.control.capa.orders()).toMatchObject([{ status: 'COMPLETED', depositHash: hash }])
    const events = sandbox.control.capa.webhooks().map((one) => [one.event, one.state])
    expect(events).toEqual([
      ['CREATED_KYC', 'delivered'],
      ['VERIFIED_USER', 'delivered'],
      ['CREATED_OFF_RAMP', 'delivered'],
      ['CRYPTO_RECEIVED_OFF_RAMP', 'delivered'],
      ['COMPLETED_OFF_RAMP', 'delivered'],
    ])
    expect(new Set(statuses)).toEqual(new Set([200]))
    const paid = await backend.getOrder({ orderId })
    expect(paid.status).toMatchObject({ kind: 'paid', payout: { amount: sold?.fiatAmount, currency: 'MXN' } })
    expect(log).toEqual([])
  })

  test('webhooks that come twice and last one first: it is paid, once', async () => {
    const { sandbox, backend, ordered, send, pass } = await app()
    const orderId = await ordered()
    sandbox.control.capa.setWebhookFaults({ hold: true, duplicate: -1 })
    await send(orderId)
    await pass(5_000)
    await pass(5_000)
    await sandbox.control.capa.releaseWebhooks(true)
    expect((await backend.getOrder({ orderId })).status.kind).toBe('paid')
    expect(sandbox.control.capa.orders()).toHaveLength(1)
  })

  test('forged webhooks are refused, and the poll finds the payout', async () => {
    const { sandbox, backend, ordered, send, statuses, pass } = await app()
    sandbox.control.capa.setWebhookFaults({ badSignature: -1 })
    const orderId = await ordered()
    await send(orderId)
    await pass(5_000)
    await pass(60_000)
    expect(new Set(statuses)).toEqual(new Set([401]))
    expect((await backend.getOrder({ orderId })).status.kind).toBe('paid')
  })

  test('a create whose answer is lost makes no second order, however often it is asked again', async () => {
    const { sandbox, backend, ordered, answer, lastOrder, pass } = await app()
    sandbox.control.capa.setFaults({ lostCreates: 1 })
    await expect(ordered()).rejects.toThrow()
    const orderId = lastOrder()
    for (let turn = 0; turn < 3; turn += 1) {
      await pass(5_000)
      const again = await backend.createSession({ orderId }).catch(() => null)
      if (again?.kind === 'form') await answer(orderId, bankValues(again)).catch(() => null)
    }
    expect(sandbox.control.capa.orders()).toHaveLength(1)
    expect((await backend.getOrder({ orderId })).status.kind).toBe('awaiting_deposit')
  })

  test.each(['capa-penny-test-late', 'capa-payout-fails'])(
    '%s: the provider has the coins, which is told as such',
    async (scenario) => {
      const { sandbox, backend, ordered, send, pass } = await app()
      await sandbox.control.runScenario(scenario)
      const orderId = await ordered()
      await send(orderId)
      await pass(5_000)
      await backend.getOrder({ orderId })
      await pass(5_000)
      await pass(60_000)
      expect((await backend.getOrder({ orderId })).status.kind).toBe('credited')
    },
  )
})
