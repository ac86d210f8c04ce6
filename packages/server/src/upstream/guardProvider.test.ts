import { OfframpError } from '@offrampkit/core'
import type { Order } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'
import { describe, expect, it } from 'vitest'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { registry } from '../../test/harness.ts'
import { simulatedTime } from '../../test/simulatedTime.ts'
import { createBreakers } from './breakers.ts'
import { guardProvider } from './guardProvider.ts'

const order = {} as Order
const call = { clientIp: '203.0.113.7', returnUrl: 'https://app.example' }
const down = () => new OfframpError({ code: 'provider_unavailable', message: 'Down.' })

/** A provider whose calls fail as told, behind its guard. */
function bench(failing: () => Error | null) {
  const time = simulatedTime()
  const base = fakeProvider('f').create({
    ...{ registry, fetch, now: time.now },
    random: (length) => new Uint8Array(length),
  })
  const calls: string[] = []
  const does =
    <value>(name: string, value: value) =>
    async () => {
      calls.push(name)
      const error = failing()
      if (error) throw error
      return value
    }
  const session = { session: { kind: 'follow' as const }, events: [] }
  const raw: ServerProvider = {
    ...base,
    getOptions: does('getOptions', { provider: 'f', countries: [], currencies: [], assets: [] }),
    readOrder: does('readOrder', []),
    createSession: does('createSession', session),
    continueSession: does('continueSession', session),
    cancelOrder: does('cancelOrder', []),
    confirmDeposit: does('confirmDeposit', []),
  }
  const random = (length: number) => new Uint8Array(length).fill(255)
  const breakers = createBreakers(time.now)
  const provider = guardProvider(raw, { breakers, now: time.now, sleep: time.sleep, random })
  const code = (work: Promise<unknown>) =>
    time.run(
      work.then(
        () => 'ok',
        (error) => (typeof error.code === 'string' ? error.code : error.name),
      ),
    )
  return { time, provider, raw, calls, code, breakers }
}

const creating = ['createSession', 'continueSession', 'cancelOrder', 'confirmDeposit'] as const
type Creating = (typeof creating)[number]
function make(provider: ServerProvider, name: Creating) {
  if (name === 'createSession') return provider.createSession(order, call)
  if (name === 'continueSession') return provider.continueSession?.(order, {}, call) as Promise<unknown>
  if (name === 'cancelOrder') return provider.cancelOrder?.(order, {}) as Promise<unknown>
  return provider.confirmDeposit?.(order, '0x', {}) as Promise<unknown>
}

describe('what is asked of a provider', () => {
  it('is asked once more where it only reads, after a moment', async () => {
    let failures = 1
    const { provider, calls, code, time } = bench(() => (failures-- > 0 ? down() : null))
    const from = time.now()
    expect(await code(provider.readOrder(order, {}))).toBe('ok')
    expect(time.now() - from).toBe(450)
    failures = 9
    expect(await code(provider.getOptions({ provider: 'f' }, {}))).toBe('provider_unavailable')
    expect(calls).toEqual(['readOrder', 'readOrder', 'getOptions', 'getOptions'])
  })

  it.each(creating)('is never repeated where it makes something: %s', async (name) => {
    const { provider, calls, code } = bench(down)
    expect(await code(make(provider, name))).toBe('provider_unavailable')
    expect(calls).toEqual([name])
  })

  it.each([
    ['a refusal', new OfframpError({ code: 'provider_rejected', message: 'No.' })],
    ['what is unreadable', new OfframpError({ code: 'provider_unreadable', message: 'Odd.' })],
    ['too many requests', new OfframpError({ code: 'rate_limited', message: 'Slowly.' })],
    ['a bug', new TypeError('x is not a function')],
    ['a long pause', new OfframpError({ code: 'provider_unavailable', message: 'D.', retryAfterMs: 9_000 })],
  ])('is not asked again after %s', async (_, error) => {
    const { provider, calls, code } = bench(() => error)
    await code(provider.readOrder(order, {}))
    expect(calls).toHaveLength(1)
  })

  it('rests for as long as a 429 says, of its kind alone', async () => {
    const told = { error: new OfframpError({ code: 'rate_limited', message: 'S.', retryAfterMs: 5_000 }) }
    const failing: { error: Error | null } = told
    const { provider, calls, code, time } = bench(() => failing.error)
    expect(await code(provider.readOrder(order, {}))).toBe('rate_limited')
    failing.error = null
    await time.run(time.sleep(4_999))
    expect(await code(provider.readOrder(order, {}))).toBe('rate_limited')
    expect(await code(provider.getOptions({ provider: 'f' }, {}))).toBe('ok')
    expect(await code(provider.createSession(order, call))).toBe('ok')
    await time.run(time.sleep(1))
    expect(await code(provider.readOrder(order, {}))).toBe('ok')
    expect(calls).toEqual(['readOrder', 'getOptions', 'createSession', 'readOrder'])
  })

  it('does not go on for a caller who has gone', async () => {
    const { provider, calls, code } = bench(down)
    expect(await code(provider.readOrder(order, { signal: AbortSignal.abort() }))).toBe('AbortError')
    expect(calls).toHaveLength(1)
  })
})

describe('a provider that is down', () => {
  async function opened(failing: { error: Error | null }) {
    const b = bench(() => failing.error)
    for (let i = 0; i < 5; i++) await b.code(make(b.provider, 'createSession'))
    expect(b.calls).toHaveLength(5)
    return b
  }

  it('is not asked, and is told at once with the time to come back', async () => {
    const { provider, calls, time } = await opened({ error: down() })
    await time.run(time.sleep(500))
    const from = time.now()
    await expect(time.run(provider.createSession(order, call))).rejects.toMatchObject({
      code: 'provider_unavailable',
      retryAfterMs: 1_500,
      retryable: true,
      moneyMoved: 'no',
    })
    expect([time.now() - from, calls.length]).toEqual([0, 5])
  })

  it('is tried by one call after a while, longer each time, and asked again once that succeeds', async () => {
    const failing: { error: Error | null } = { error: down() }
    const { provider, calls, code, time } = await opened(failing)
    for (const pause of [2_000, 5_000, 10_000, 30_000, 30_000]) {
      await time.run(time.sleep(pause - 1))
      const before = calls.length
      expect(await code(make(provider, 'createSession'))).toBe('provider_unavailable')
      expect(calls).toHaveLength(before)
      await time.run(time.sleep(1))
      const both = [make(provider, 'createSession'), make(provider, 'cancelOrder')]
      expect(await Promise.all(both.map(code))).toEqual(['provider_unavailable', 'provider_unavailable'])
      expect(calls).toHaveLength(before + 1)
    }
    await time.run(time.sleep(30_000))
    failing.error = null
    for (let i = 0; i < 3; i++) expect(await code(make(provider, 'createSession'))).toBe('ok')
    failing.error = down()
    expect(await code(make(provider, 'createSession'))).toBe('provider_unavailable')
    failing.error = null
    expect(await code(make(provider, 'createSession'))).toBe('ok')
  })

  it('for orders still tells prices', async () => {
    const failing: { error: Error | null } = { error: down() }
    const { provider, code } = await opened(failing)
    failing.error = null
    expect(await code(provider.readOrder(order, {}))).toBe('provider_unavailable')
    expect(await code(provider.getOptions({ provider: 'f' }, {}))).toBe('ok')
  })

  it('is not one that refuses, or answers oddly, however often', async () => {
    const { provider, calls, code } = bench(
      () => new OfframpError({ code: 'provider_unreadable', message: 'Odd.' }),
    )
    for (let i = 0; i < 20; i++) await code(provider.readOrder(order, {}))
    expect(calls).toHaveLength(20)
  })

  it('is one that is silent: being out of time counts', async () => {
    const { provider, raw, code, time } = bench(() => null)
    let asked = 0
    raw.readOrder = () => {
      asked += 1
      return new Promise(() => undefined)
    }
    for (let i = 0; i < 8; i++) await code(provider.readOrder(order, { signal: time.timeout(100) }))
    expect(asked).toBe(5)
  })
})
