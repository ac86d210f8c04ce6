import { randomBytes } from 'node:crypto'
import { OfframpError } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { createSiweMessage } from 'viem/siwe'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createServerClock } from '../../src/serverClock.ts'
import { createSiweAuth, type SiweAuth } from '../../src/siwe/auth.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import { depositAddress, fakeProvider } from '../fakeProvider.ts'
import { harness, network } from '../harness.ts'
import { answersAt, overHttp } from './overHttp.ts'

const minute = 60_000
const hour = 60 * minute

afterEach(() => {
  vi.useRealTimers()
})

/** A world with one true time: a provider that dates its answers by it, and instances over one store whose clocks are off. */
function world() {
  const start = Date.UTC(2026, 10, 21)
  let passed = 0
  const trueNow = () => start + passed
  const fake = fakeProvider()
  const store = memoryStore()
  /** As `createOfframpHandler` builds it where it is handed no clock. */
  function instance(offMs: number) {
    const clockErrors: OfframpError[] = []
    const clock = createServerClock({
      wall: () => trueNow() + offMs,
      steady: () => passed,
      onWrong: (error) => clockErrors.push(error),
    })
    const fetch = clock.listensTo(answersAt(trueNow))
    return {
      ...harness({ store, providers: [overHttp(fake)], now: clock.now, fetch }, fake),
      clockErrors,
    }
  }
  /** An order whose deposit the provider waits for until then. */
  async function waitingOrder(h: ReturnType<typeof instance>, untilMs: number): Promise<string> {
    const { orderId } = await h.create()
    await h.ok('createSession', { path: { orderId } })
    const fields = { network, asset: 'USDC', amount: '25', to: depositAddress }
    const row = { rowId: `row-${orderId}`, state: 'waiting' as const }
    fake.rows.set(orderId, [{ ...row, fields: { ...fields, orderExpiresAt: String(trueNow() + untilMs) } }])
    return orderId
  }
  return { fake, store, instance, waitingOrder, trueNow, pass: (ms: number) => (passed += ms) }
}

describe('an instance whose clock is behind', () => {
  it.each([
    ['five minutes', 5 * minute],
    ['an hour', hour],
    ['a day', 24 * hour],
  ])('%s never offers a deposit that the provider waits for no more', async (_, behind) => {
    const w = world()
    const [right, wrong] = [w.instance(0), w.instance(-behind)]
    const orderId = await w.waitingOrder(right, 10 * minute)
    const offers = async (h: typeof right) => {
      const order = await h.ok<OrderView>('getOrder', { path: { orderId } })
      return h.bindingOf(order).state === 'ready'
    }
    expect([await offers(right), await offers(wrong)]).toEqual([true, true])
    w.pass(11 * minute)
    expect([await offers(right), await offers(wrong)]).toEqual([false, false])
  })

  it('reserves nothing for it either, although the page was told to pay by an instance that was right', async () => {
    const w = world()
    const [right, wrong] = [w.instance(0), w.instance(-hour)]
    const orderId = await w.waitingOrder(right, 10 * minute)
    const order = await right.ok<OrderView>('getOrder', { path: { orderId } })
    const attempt = right.attemptFor(order)
    await wrong.ok('getOrder', { path: { orderId } })
    w.pass(11 * minute)
    expect(await wrong.code('reserveDeposit', { path: { orderId }, body: { attempt } })).toBe('order_expired')
  })

  it('says so once, until it is set right', async () => {
    const w = world()
    const wrong = w.instance(-hour)
    const orderId = await w.waitingOrder(wrong, 10 * minute)
    for (let reads = 0; reads < 3; reads++) {
      await wrong.ok('getOrder', { path: { orderId } })
      w.pass(minute)
    }
    expect(wrong.clockErrors.map((error) => error.shortMessage)).toEqual([
      "The clock of this machine is 3600 s behind a provider's.",
    ])
  })
})

describe('an instance whose clock is ahead', () => {
  it('offers a deposit for a shorter time, and says so once', async () => {
    const w = world()
    const [right, wrong] = [w.instance(0), w.instance(5 * minute)]
    const orderId = await w.waitingOrder(right, 10 * minute)
    const offers = async (h: typeof right) => {
      const order = await h.ok<OrderView>('getOrder', { path: { orderId } })
      return h.bindingOf(order).state === 'ready'
    }
    expect([await offers(right), await offers(wrong)]).toEqual([true, true])
    w.pass(3 * minute)
    expect([await offers(right), await offers(wrong)]).toEqual([true, false])
    expect(wrong.clockErrors).toHaveLength(1)
  })
})

describe('a clock that is set while the server runs', () => {
  it('back by an hour: the time that a provider told goes on', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const start = Date.now()
    const fetch = answersAt(() => start)
    const fake = fakeProvider()
    const h = harness({ now: undefined as never, fetch, providers: [overHttp(fake)] }, fake)
    const { orderId } = await h.ready()
    vi.setSystemTime(start - hour)
    const { serverNow } = await h.ok<OrderView>('getOrder', { path: { orderId } })
    expect(serverNow).toBeGreaterThan(start - 2_000)
    expect(h.errors.map(({ context }) => context.during)).toEqual(['clock'])
  })

  it('forward by a day: a webhook that has to wait is not given up for being old', async () => {
    const h = harness()
    const { orderId } = await h.create()
    h.fake.confirmByRead = true
    h.fake.down = new OfframpError({ code: 'provider_rejected', message: 'Away.' })
    const news = { orderId, rowId: 'r', state: 'received', fields: {} }
    expect((await h.webhook(news)).status).toBe(200)
    h.pass(24 * hour + minute)
    await h.handler.reconcile()
    h.fake.down = null
    h.fake.rows.set(orderId, [{ rowId: 'r', state: 'received', fields: {} }])
    h.pass(hour)
    expect((await h.handler.reconcile()).webhooks).toBe(1)
    expect(Object.keys((await h.store.order(orderId))?.order.facts.rows ?? {})).toEqual(['r'])
  })
})

describe('signing in at instances whose clocks are five minutes apart', () => {
  const domain = 'app.example'
  const secret = randomBytes(32).toString('base64url')
  const account = privateKeyToAccount(generatePrivateKey())
  const start = Date.UTC(2026, 10, 21)

  function instances() {
    let passed = 0
    const store = memoryStore()
    const make = (offMs: () => number) =>
      createSiweAuth({ domain, secret, store, now: () => start + passed + offMs() })
    const call = (auth: SiweAuth, path: string, init: RequestInit = {}) =>
      auth.handler(new Request(`https://${domain}/api/siwe/${path}`, init))
    const post = (auth: SiweAuth, path: string, body: unknown, cookie = '') =>
      call(auth, path, {
        method: 'POST',
        headers: { origin: `https://${domain}`, 'content-type': 'application/json', cookie },
        body: JSON.stringify(body),
      })
    /** A message with a nonce of the first, signed, and shown to the second. */
    async function signIn(asked: SiweAuth, shown: SiweAuth, offMs = 0) {
      const { nonce } = (await (await call(asked, 'nonce')).json()) as { nonce: string }
      const message = createSiweMessage({
        ...{ domain, nonce, address: account.address, chainId: 8453, uri: `https://${domain}`, version: '1' },
        issuedAt: new Date(start + passed + offMs),
      })
      const proof = { message, signature: await account.signMessage({ message }) }
      return { proof, answer: await post(shown, 'verify', proof) }
    }
    return { make, post, signIn, pass: (ms: number) => (passed += ms) }
  }

  it('works at either with what the other one asked to be signed, once', async () => {
    const s = instances()
    const [ahead, behind] = [s.make(() => 2.5 * minute), s.make(() => -2.5 * minute)]
    for (const [asked, shown] of [
      [ahead, behind],
      [behind, ahead],
    ] as const) {
      const { proof, answer } = await s.signIn(asked, shown)
      expect(answer.status).toBe(200)
      for (const other of [asked, shown]) expect((await s.post(other, 'verify', proof)).status).toBe(401)
    }
  })

  it('a session that was ended stays so after a clock jumped a day ahead and back', async () => {
    const s = instances()
    let offMs = 0
    const [right, jumping] = [s.make(() => 0), s.make(() => offMs)]
    const { answer } = await s.signIn(right, right)
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await s.post(right, 'sign-out', {}, cookie)).status).toBe(200)
    offMs = 24 * hour
    // What it is asked now is remembered by its clock, and what has lapsed by its clock is not forgotten.
    expect((await s.signIn(jumping, jumping, offMs)).answer.status).toBe(200)
    offMs = 0
    const order = new Request(`https://${domain}/api/offramp/orders`, { headers: { cookie } })
    for (const auth of [right, jumping]) expect(await auth.authenticate(order)).toBeNull()
  })
})
