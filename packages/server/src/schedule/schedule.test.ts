import { OfframpError } from '@offrampkit/core'
import { describe, expect, it } from 'vitest'
import { simulatedTime } from '../../test/simulatedTime.ts'
import type { Reconciled, ReconcileOptions } from '../orders/reconcile.ts'
import { cronRoute } from './cronRoute.ts'
import { scheduled } from './scheduled.ts'
import { startReconciling } from './startReconciling.ts'

const idle: Reconciled = { webhooks: 0, orders: 0, failed: 0, more: false }
const gone = new OfframpError({ code: 'store_failed', message: 'Gone.' })

/** A handler whose rounds take two seconds and end as told. */
function rounds(ends: (Reconciled | Error)[] = []) {
  const time = simulatedTime()
  const began = time.now()
  const begun: number[] = []
  const running = { now: 0, most: 0 }
  const given: (ReconcileOptions | undefined)[] = []
  const handler = {
    async reconcile(options?: ReconcileOptions) {
      begun.push(time.now() - began)
      given.push(options)
      running.most = Math.max(running.most, ++running.now)
      await time.sleep(2_000)
      running.now--
      const end = ends.shift() ?? idle
      if (end instanceof Error) throw end
      return end
    },
  }
  return { time, handler, begun, running, given, options: { after: time.after, random: () => 0.5 } }
}

describe('startReconciling', () => {
  it('begins at once, and again after each round, never two at a time', async () => {
    const { time, handler, begun, running, options } = rounds()
    const reconciling = startReconciling(handler, { ...options, everyMs: 1_000 })
    await time.run(time.sleep(9_500))
    await time.run(reconciling.stop())
    expect(begun).toEqual([0, 3_000, 6_000, 9_000])
    expect(running.most).toBe(1)
  })

  it('keeps instances that were started together from asking together', async () => {
    const starts = [0, 0.5, 0.999].map(async (chance) => {
      const { time, handler, begun, options } = rounds()
      const { stop } = startReconciling(handler, { ...options, random: () => chance })
      await time.run(time.sleep(36_000))
      await time.run(stop())
      return begun[1]
    })
    expect(await Promise.all(starts)).toEqual([29_000, 32_000, expect.closeTo(34_994, 0)])
  })

  it('goes on at once while there is more to do, and not where nothing can be done about it', async () => {
    const more = { ...idle, orders: 500, more: true }
    const { time, handler, begun, options } = rounds([more, more, { ...idle, more: true }])
    const { stop } = startReconciling(handler, options)
    await time.run(time.sleep(10_000))
    await time.run(stop())
    expect(begun).toEqual([0, 2_000, 4_000])
  })

  it('tells of a round that failed, and goes on, whatever its listeners do', async () => {
    const { time, handler, begun, options } = rounds([gone, idle, new TypeError('odd')])
    const told: string[] = []
    const { stop } = startReconciling(handler, {
      ...options,
      onRound: () => {
        throw new Error('a listener that fails')
      },
      onError: (error) => {
        told.push(error.code)
        throw new Error('a log that fails')
      },
    })
    await time.run(time.sleep(100_000))
    await time.run(stop())
    expect(told).toEqual(['store_failed', 'internal', 'internal', 'internal'])
    expect(begun).toHaveLength(4)
  })

  it('ends by its signal or by stop, with what it had begun, and begins nothing after', async () => {
    for (const bySignal of [true, false]) {
      const { time, handler, begun, running, given, options } = rounds()
      const ending = new AbortController()
      const { stop } = startReconciling(handler, { ...options, signal: ending.signal })
      await time.run(time.sleep(1_000))
      if (bySignal) ending.abort()
      const stopped = stop()
      expect(given[0]?.signal?.aborted).toBe(true)
      expect(running.now).toBe(1)
      await time.run(stopped)
      expect(running.now).toBe(0)
      await time.run(time.sleep(100_000))
      expect(begun).toEqual([0])
    }
    const { handler, begun } = rounds()
    await startReconciling(handler, { signal: AbortSignal.abort() }).stop()
    expect(begun).toEqual([])
  })

  it.each([0, 999, Number.NaN, 2 ** 31])('refuses to come every %s ms', (everyMs) => {
    expect(() => startReconciling(rounds().handler, { everyMs })).toThrow(RangeError)
  })
})

describe('scheduled', () => {
  it('makes one round of the handler, or of the one for this environment', async () => {
    const { time, handler, given } = rounds()
    const seen: unknown[] = []
    const forEnv = (env: { key: string }) => {
      seen.push(env)
      return handler
    }
    await time.run(scheduled(handler)({}, {}))
    await time.run(scheduled(forEnv)({}, { key: 'k' }))
    expect(seen).toEqual([{ key: 'k' }])
    expect(given).toEqual([{ withinMs: 45_000 }, { withinMs: 45_000 }])
  })

  it('fails with its round', async () => {
    const { time, handler } = rounds([gone])
    await expect(time.run(scheduled(handler)({}, {}))).rejects.toBe(gone)
  })
})

describe('cronRoute', () => {
  const secret = 'b7c1Zk3vQ9xW2mPd'
  const done = { ...idle, orders: 3 }
  const ask = (authorization?: string, method = 'GET') =>
    new Request('https://app.example/api/cron/offramp', {
      method,
      headers: authorization === undefined ? {} : { authorization },
    })

  it('makes a round for the scheduler and says what it did', async () => {
    const route = cronRoute({ reconcile: async () => done }, { secret })
    for (let time = 0; time < 2; time++) {
      const response = await route(ask(`Bearer ${secret}`))
      expect([response.status, await response.json()]).toEqual([200, done])
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('does nothing for anybody else', async () => {
    let made = 0
    const reconcile = async () => {
      made += 1
      return done
    }
    const route = cronRoute({ reconcile }, { secret })
    const wrong = [
      undefined,
      '',
      'Bearer',
      secret,
      `bearer ${secret}`,
      `Bearer ${secret}x`,
      `Bearer ${secret.slice(1)}`,
    ]
    for (const given of wrong) expect((await route(ask(given))).status).toBe(401)
    expect((await route(ask(`Bearer ${secret}`, 'POST'))).status).toBe(405)
    expect(made).toBe(0)
  })

  it('answers 503 when the store is gone', async () => {
    const route = cronRoute({ reconcile: async () => Promise.reject(gone) }, { secret })
    const response = await route(ask(`Bearer ${secret}`))
    expect([response.status, await response.json()]).toMatchObject([503, { error: { code: 'store_failed' } }])
  })

  it.each([
    undefined,
    '',
    'short',
    'changeme-changeme-changeme',
    'a'.repeat(16),
    '1234567890123456',
    'deadbeefdeadbeef',
    'correct horse battery',
  ])('refuses %j as its secret', (bad) => {
    const make = () => cronRoute({ reconcile: async () => done }, { secret: bad })
    expect(make).toThrow(expect.objectContaining({ code: 'invalid_config' }))
    expect(make).toThrow(/CRON_SECRET/)
  })

  it.each(['9f3c07d1be58a246', 'b7c1Zk3vQ9xW2mPd', '3f2b8c1e-7a4d-4e9f-b1c6-5d8e0a927f34'])(
    'takes %j, which was made by chance',
    (good) => {
      expect(() => cronRoute({ reconcile: async () => done }, { secret: good })).not.toThrow()
    },
  )
})
