import { OfframpError } from '@offrampkit/core'
import { describe, expect, it } from 'vitest'
import { mostInASecond, type Outcome, percentile, quoteBench } from '../../test/quoteBench.ts'
import { simulatedTime } from '../../test/simulatedTime.ts'
import { memoryShared } from '../shared/memory.ts'

const many = (count: number) => Array.from({ length: count }, (_, at) => at)
const waits = (outcomes: readonly Outcome[]) => outcomes.map(({ waitedMs }) => waitedMs)
const times = (asked: readonly { at: number }[]) => asked.map(({ at }) => at)
const tooMany = (retryAfterMs?: number) =>
  new OfframpError({
    code: 'rate_limited',
    message: 'Slowly.',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
const down = () => new OfframpError({ code: 'provider_unavailable', message: 'Down.' })

describe('a provider that says it is too much', () => {
  it('is left alone for as long as it says, and nobody hears of it where the wait is short', async () => {
    const time = simulatedTime()
    const { ask, asked, upstream } = quoteBench(time)
    const from = time.now()
    upstream.before = () => {
      if (asked.length === 1) throw tooMany(2_000)
    }
    const outcomes = await time.run(Promise.all(many(10).map((at) => ask(`user ${at}`, `${10 + at}`))))
    expect(outcomes.filter(({ error }) => error)).toEqual([])
    expect(asked).toHaveLength(11)
    expect((asked[1]?.at ?? 0) - from).toBe(2_000)
  })

  it('for days is asked again after ten minutes', async () => {
    const time = simulatedTime()
    const { ask, upstream } = quoteBench(time)
    upstream.before = () => {
      throw tooMany(9 * 86_400_000)
    }
    await time.run(ask('a', '25'))
    upstream.before = () => undefined
    await time.run(time.sleep(590_000))
    expect((await time.run(ask('a', '25'))).error?.code).toBe('rate_limited')
    await time.run(time.sleep(10_000))
    expect((await time.run(ask('a', '25'))).quote).not.toBeNull()
  })

  it('for long has everybody told at once, on every instance, and is not asked', async () => {
    const time = simulatedTime()
    const { ask, asked, upstream } = quoteBench(time, { instances: 2 })
    upstream.before = () => {
      throw tooMany(30_000)
    }
    const outcomes = await time.run(
      Promise.all(many(10).map((at) => ask(`user ${at}`, `${10 + at}`, at % 2))),
    )
    for (const { error } of outcomes) {
      expect(error).toMatchObject({ code: 'rate_limited' })
      expect(error?.retryAfterMs).toBeGreaterThanOrEqual(29_000)
    }
    const count = asked.length
    expect(count).toBeLessThanOrEqual(2)
    await time.run(time.sleep(20_000))
    const later = await time.run(ask('later', '99', 1))
    expect(later).toMatchObject({ waitedMs: 0, error: { code: 'rate_limited' } })
    expect(later.error?.retryAfterMs).toBeLessThan(12_000)
    expect(asked).toHaveLength(count)
    upstream.before = () => undefined
    await time.run(time.sleep(10_000))
    expect((await time.run(ask('later', '99', 1))).quote).not.toBeNull()
  })
})

describe('a question', () => {
  it('is asked once more when nobody answered, and never a third time', async () => {
    const time = simulatedTime()
    const { ask, asked, upstream } = quoteBench(time)
    upstream.before = () => {
      if (asked.length === 1) throw down()
    }
    expect((await time.run(ask('a', '25'))).quote).not.toBeNull()
    expect(asked).toHaveLength(2)
    upstream.before = () => {
      throw down()
    }
    expect((await time.run(ask('a', '26'))).error?.code).toBe('provider_unavailable')
    expect(asked).toHaveLength(4)
  })

  it('that nobody waits for any more gives its turn to another', async () => {
    const time = simulatedTime()
    const { desks, provider, ask, asked } = quoteBench(time)
    const wish = { asset: 'USDC', network: 'eip155:8453', cashoutCurrency: 'USD', country: 'US' } as const
    const gone = new AbortController()
    const left = many(30).map((at) =>
      desks[0]
        ?.ask(provider, { ...wish, amount: `${100 + at}` }, { userId: `gone ${at}`, signal: gone.signal })
        .catch((error) => error.code),
    )
    const stays = ask('stays', '25')
    await time.run(time.sleep(10))
    gone.abort()
    expect((await time.run(stays)).waitedMs).toBeLessThanOrEqual(128 + 200)
    expect(new Set(await time.run(Promise.all(left)))).toEqual(
      new Set(['rate_limited', 'provider_unavailable']),
    )
    expect(asked.map(({ amount }) => amount)).toEqual(['100', '25'])
    // And whoever asks for it later does not find it held.
    expect((await time.run(ask('later', '110'))).waitedMs).toBeLessThanOrEqual(500)
  })

  it('is asked by one of several instances, which keep one budget together', async () => {
    const time = simulatedTime()
    const { ask, asked } = quoteBench(time, { instances: 3 })
    const outcomes = await time.run(
      Promise.all(many(300).map((at) => ask(`user ${at}`, `${100 + (at % 20)}`, at % 3))),
    )
    expect(outcomes.filter(({ error }) => error)).toEqual([])
    expect(asked).toHaveLength(20)
    expect(mostInASecond(times(asked))).toBeLessThanOrEqual(8)
    expect(percentile(waits(outcomes), 0.95)).toBeLessThan(3_000)
  })

  it('is not lost with the instance that was asking it', async () => {
    const time = simulatedTime()
    const shared = memoryShared({ now: time.now })
    const { ask, provider } = quoteBench(time, { shared })
    const words = ['sold', 'USDC', 'eip155:8453', '25', 'USD', 'US', 'NY', '']
    expect(await shared.hold(`quote:${JSON.stringify(words)}`, 60_000)).not.toBeNull()
    const { quote, waitedMs } = await time.run(ask('a', '25'))
    expect(quote?.provider).toBe(provider.id)
    expect(waitedMs).toBeGreaterThan(5_000)
    expect(waitedMs).toBeLessThan(7_000)
  })
})
