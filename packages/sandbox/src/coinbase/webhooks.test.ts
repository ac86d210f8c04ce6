import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type SteeredClock, steerClock } from '../clock.ts'
import { seededRandom } from '../random.ts'
import { stillClock } from '../test/harness.ts'
import { shapeDifferences } from '../test/shape.ts'
import { webhookBody } from './fixtures/webhook.ts'
import type { EventType, Order } from './order.ts'
import { type CoinbaseSettings, defaultCoinbaseSettings } from './settings.ts'
import { backoffMs, createWebhooks } from './webhooks.ts'

const secret = '1f0d7a3e-2a52-4c1b-9b1b-0e2f5f4f7a11'
const started: EventType = 'offramp.transaction.updated'

const order: Order = {
  id: 'tx-1',
  ref: 'ref-1',
  status: 'TRANSACTION_STATUS_STARTED',
  asset: 'USDC',
  network: 'base',
  amount: '25',
  shownAmount: null,
  currency: 'USD',
  method: 'ACH_BANK_ACCOUNT',
  total: '24.75',
  subtotal: '25',
  fee: '0.25',
  minimumTotal: '24.25',
  unitPrice: '1',
  exchangeRate: '1',
  fromAddress: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
  depositAddress: '0x1111111111111111111111111111111111111111',
  txHash: '',
  redirectUrl: 'https://app.example/return',
  createdAt: 0,
  updatedAt: 0,
  confirmedAt: 0,
  startsAt: 0,
  payoutAt: null,
  outcome: null,
  reason: null,
}

interface Received {
  headers: Headers
  body: string
}

let received: Received[]
let answer: () => Response
let clock: SteeredClock
let settings: CoinbaseSettings
let webhooks: ReturnType<typeof createWebhooks>

beforeEach(() => {
  received = []
  answer = () => new Response(null, { status: 200 })
  clock = steerClock(stillClock())
  settings = { ...defaultCoinbaseSettings }
  webhooks = createWebhooks({
    targets: [{ url: 'http://127.0.0.1:9/hook', secret }],
    clock,
    random: seededRandom(5),
    settings,
    fetch: async (_, init) => {
      received.push({ headers: new Headers(init?.headers), body: String(init?.body) })
      return answer()
    },
  })
})

/** The documented check, written against Node's own HMAC. */
function isSigned({ headers, body }: Received): boolean {
  const [, t, h = '', v1] = /^t=(\d+),h=([^,]*),v1=(.*)$/.exec(headers.get('x-hook0-signature') ?? '') ?? []
  const values = h.split(' ').map((name) => headers.get(name) ?? '')
  const signed = `${t}.${h}.${values.join('.')}.${body}`
  return v1 === createHmac('sha256', secret).update(signed).digest('hex')
}

describe('a delivery', () => {
  it('has the documented body', async () => {
    webhooks.notify(order, started)
    await webhooks.deliver()
    expect(shapeDifferences(JSON.parse(received[0]?.body ?? ''), webhookBody)).toEqual([])
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      eventType: started,
      transactionId: 'tx-1',
      txHash: '0x',
    })
  })

  it('is signed over time, header names, their values and the body', async () => {
    webhooks.notify(order, started)
    await webhooks.deliver()
    const [hook] = received
    expect(hook?.headers.get('x-hook0-signature')).toMatch(
      /^t=\d{10},h=content-type x-hook0-id,v1=[\da-f]{64}$/,
    )
    expect(hook && isSigned(hook)).toBe(true)
    expect(hook && isSigned({ ...hook, body: hook.body.replace('25', '26') })).toBe(false)
  })

  it('leaves out the reference, or the empty hash, as set', async () => {
    webhooks.notify(order, 'offramp.transaction.created')
    settings.webhookRef = 'never'
    settings.webhookEmptyHash = 'absent'
    webhooks.notify(order, started)
    await webhooks.deliver()
    const [created, updated] = received.map((r) => JSON.parse(r.body))
    expect(created).not.toHaveProperty('partnerUserRef')
    expect(updated).not.toHaveProperty('partnerUserRef')
    expect(updated).not.toHaveProperty('txHash')
  })
})

describe('retries', () => {
  it('come with doubling waits, the same id and a new signature, until one succeeds', async () => {
    answer = () => new Response(null, { status: 500 })
    webhooks.notify(order, started)
    for (const wait of [0, 1000, 2000, 4000]) {
      clock.advance(Math.max(wait - 1, 0))
      await webhooks.deliver()
      const before = received.length
      if (wait > 0) clock.advance(1)
      await webhooks.deliver()
      if (wait > 0) expect(received.length).toBe(before + 1)
    }
    answer = () => new Response(null, { status: 200 })
    clock.advance(8000)
    await webhooks.deliver()
    clock.advance(3_600_000)
    await webhooks.deliver()
    expect(received).toHaveLength(5)
    expect(new Set(received.map((r) => r.headers.get('x-hook0-id'))).size).toBe(1)
    expect(received.every(isSigned)).toBe(true)
    expect(webhooks.list()[0]).toMatchObject({ state: 'delivered', statuses: [500, 500, 500, 500, 200] })
  })

  it('end after 60', async () => {
    answer = () => {
      throw new TypeError('refused')
    }
    webhooks.notify(order, started)
    for (let i = 0; i < 70; i += 1) {
      await webhooks.deliver()
      clock.advance(3_600_000)
    }
    expect(received).toHaveLength(61)
    expect(webhooks.list()[0]).toMatchObject({ state: 'gave-up' })
    expect(webhooks.list()[0]?.statuses.at(-1)).toBe('unreachable')
  })

  it('wait an hour at most', () => {
    expect([1, 2, 3, 30].map(backoffMs)).toEqual([1000, 2000, 4000, 3_600_000])
  })
})

describe('faults', () => {
  const types = () => received.map((r) => JSON.parse(r.body).eventType.split('.').at(-1))

  it('drop a number of events', async () => {
    webhooks.setFaults({ drop: 1 })
    webhooks.notify(order, 'offramp.transaction.created')
    webhooks.notify(order, started)
    await webhooks.deliver()
    expect(types()).toEqual(['updated'])
    expect(webhooks.list()[0]?.state).toBe('dropped')
  })

  it('send twice, with one id', async () => {
    webhooks.setFaults({ duplicate: 1 })
    webhooks.notify(order, started)
    await webhooks.deliver()
    expect(types()).toEqual(['updated', 'updated'])
    expect(received[0]?.headers.get('x-hook0-id')).toBe(received[1]?.headers.get('x-hook0-id'))
  })

  it('delay', async () => {
    webhooks.setFaults({ delayMs: 5000 })
    webhooks.notify(order, started)
    await webhooks.deliver()
    expect(received).toHaveLength(0)
    clock.advance(5000)
    await webhooks.deliver()
    expect(received).toHaveLength(1)
  })

  it('hold, and release the other way round', async () => {
    webhooks.setFaults({ hold: true })
    webhooks.notify(order, 'offramp.transaction.created')
    webhooks.notify(order, started)
    webhooks.notify(order, 'offramp.transaction.success')
    await webhooks.deliver()
    expect(received).toHaveLength(0)
    webhooks.release(true)
    await webhooks.deliver()
    expect(types()).toEqual(['success', 'updated', 'created'])
  })
})
