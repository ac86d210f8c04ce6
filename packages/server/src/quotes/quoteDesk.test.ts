import { OfframpError } from '@offrampkit/core'
import { describe, expect, it } from 'vitest'
import { mostInASecond, type Outcome, percentile, quoteBench } from '../../test/quoteBench.ts'
import { simulatedTime } from '../../test/simulatedTime.ts'
import { mostWaitMs } from './flights.ts'
import { freshMs, staleMs } from './keptQuotes.ts'

const many = (count: number) => Array.from({ length: count }, (_, at) => at)
const waits = (outcomes: readonly Outcome[]) => outcomes.map(({ waitedMs }) => waitedMs)
const times = (asked: readonly { at: number }[]) => asked.map(({ at }) => at)
const _tooMany = (retryAfterMs?: number) =>
  new OfframpError({
    code: 'rate_limited',
    message: 'Slowly.',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
const down = () => new OfframpError({ code: 'provider_unavailable', message: 'Down.' })

describe('many who ask at once', () => {
  it('for the same twenty prices are all answered by twenty questions, never more than eight a second', async () => {
    const time = simulatedTime()
    const { ask, asked } = quoteBench(time)
    const outcomes = await time.run(
      Promise.all(many(1_000).map((at) => ask(`user ${at}`, `${100 + (at % 20)}`))),
    )
    expect(outcomes.filter(({ error }) => error)).toEqual([])
    expect(asked).toHaveLength(20)
    expect(mostInASecond(times(asked))).toBeLessThanOrEqual(8)
    expect(percentile(waits(outcomes), 0.95)).toBeLessThan(3_000)
    for (const [at, { quote }] of outcomes.entries()) expect(quote?.sell.amount).toBe(`${100 + (at % 20)}`)
  })

  it('for a thousand prices are answered in turn or told when, and answered when they come back then', async () => {
    const time = simulatedTime()
    const { ask, asked } = quoteBench(time)
    let returns = 0
    const told: number[] = []
    async function patient(at: number): Promise<Outcome> {
      for (;;) {
        const outcome = await ask(`user ${at}`, `${1_000 + at}`)
        if (outcome.quote) return outcome
        expect(outcome.error).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) })
        expect(outcome.waitedMs).toBeLessThanOrEqual(mostWaitMs)
        const { retryAfterMs = 0 } = outcome.error
        if (told.length < 960) told.push(retryAfterMs)
        returns += 1
        await time.sleep(retryAfterMs)
      }
    }
    const from = time.now()
    const outcomes = await time.run(Promise.all(many(1_000).map(patient)))
    for (const [at, { quote }] of outcomes.entries()) expect(quote?.sell.amount).toBe(`${1_000 + at}`)
    expect(new Set(asked.map(({ amount }) => amount)).size).toBe(1_000)
    expect(asked).toHaveLength(1_000)
    expect(mostInASecond(times(asked))).toBeLessThanOrEqual(8)
    // As fast as the provider allows: nobody was told to stay away for longer than needed.
    expect(time.now() - from).toBeLessThan(140_000)
    expect(returns).toBeLessThan(1_100)
    expect(new Set(told).size).toBeGreaterThan(800)
  })

  it('are not held up by one who asks for a thousand', async () => {
    const others = async (flood: boolean) => {
      const time = simulatedTime()
      const { ask, asked } = quoteBench(time)
      const flooding = flood ? many(1_000).map((at) => ask('flooder', `${5_000 + at}`)) : []
      const quiet = many(20).map(async (at) => {
        await time.sleep(at * 400)
        if (flood) void Promise.all(many(50).map((more) => ask('flooder', `${9_000 + at * 50 + more}`)))
        return await ask(`user ${at}`, `${10 + at}`)
      })
      const outcomes = await time.run(Promise.all(quiet))
      expect(outcomes.filter(({ error }) => error)).toEqual([])
      expect(mostInASecond(times(asked))).toBeLessThanOrEqual(8)
      await time.run(Promise.all(flooding))
      return percentile(waits(outcomes), 0.95)
    }
    const [alone, flooded] = [await others(false), await others(true)]
    expect(alone).toBe(200)
    // The next turn is theirs.
    expect(flooded - alone).toBeLessThanOrEqual(128)
  })

  it('get what a busy user asks for as soon as if they had asked for it first', async () => {
    const time = simulatedTime()
    const { ask } = quoteBench(time)
    const busy = many(30).map((at) => ask('busy', `${5_000 + at}`))
    await time.run(time.sleep(10))
    const { waitedMs } = await time.run(ask('quiet', '5029'))
    expect(waitedMs).toBeLessThanOrEqual(128 + 200)
    await time.run(Promise.all(busy))
  })

  it('a user who was told to come back is not punished for having asked too much', async () => {
    const time = simulatedTime()
    const { ask } = quoteBench(time)
    await time.run(Promise.all(many(300).map((at) => ask('eager', `${5_000 + at}`))))
    const [mine] = await time.run(
      Promise.all([ask('eager', '7'), ...many(30).map((at) => ask(`user ${at}`, `${10 + at}`))]),
    )
    expect(mine?.quote?.sell.amount).toBe('7')
  })
})

describe('a price', () => {
  it('is shared for a few seconds as it was quoted, and never with another question', async () => {
    const time = simulatedTime()
    const { ask, asked } = quoteBench(time)
    const first = await time.run(ask('a', '25'))
    await time.run(time.sleep(freshMs - 1))
    const second = await time.run(ask('b', '25.00'))
    expect(second).toMatchObject({ waitedMs: 0, quote: { quotedAt: first.quote?.quotedAt } })
    expect(second.quote).not.toHaveProperty('stale')
    expect(asked).toHaveLength(1)
    await time.run(ask('a', '25.01'))
    expect(asked.map(({ amount }) => amount)).toEqual(['25', '25.01'])
    await time.run(time.sleep(1))
    expect((await time.run(ask('a', '25'))).quote?.quotedAt).toBe(time.now())
  })

  it('that holds for a while is shared for half of what is left, and not at all when that is little', async () => {
    const time = simulatedTime()
    const { ask, asked, upstream } = quoteBench(time)
    upstream.holdsMs = 6_000
    await time.run(ask('a', '25'))
    await time.run(time.sleep(2_999))
    expect((await time.run(ask('b', '25'))).waitedMs).toBe(0)
    await time.run(time.sleep(1))
    expect((await time.run(ask('b', '25'))).quote?.quotedAt).toBe(time.now())
    upstream.holdsMs = 3_999
    await time.run(ask('a', '26'))
    await time.run(ask('a', '26'))
    expect(asked.map(({ amount }) => amount)).toEqual(['25', '25', '26', '26'])
  })

  it('keeps its id for whoever asked for it', async () => {
    const time = simulatedTime()
    const { ask } = quoteBench(time)
    const [mine, joined] = await time.run(Promise.all([ask('a', '25'), ask('b', '25')]))
    const later = await time.run(ask('c', '25'))
    expect([mine, joined, later].map((one) => one?.quote?.quoteId)).toEqual(['for 25', null, null])
    expect([mine, joined, later].map((one) => one?.waitedMs)).toEqual([200, 200, 0])
  })

  it('that is older is answered as stale where a new one is slow, and the new one is there for the next', async () => {
    const time = simulatedTime()
    const { ask, asked, upstream } = quoteBench(time)
    const { quote: old } = await time.run(ask('a', '25'))
    await time.run(time.sleep(freshMs))
    upstream.takesMs = 3_000
    const gone = new AbortController()
    const stale = await time.run(ask('a', '25', 0, gone.signal))
    // Where a platform aborts the request once it has been answered.
    gone.abort()
    expect(stale.quote).toEqual({ ...old, quoteId: null, stale: true })
    expect(stale.waitedMs).toBe(700)
    await time.run(time.sleep(2_500))
    const next = await time.run(ask('a', '25'))
    expect(next).toMatchObject({ waitedMs: 0, quote: { quotedAt: time.now() - 200 } })
    expect(next.quote).not.toHaveProperty('stale')
    expect(asked).toHaveLength(2)
  })

  it('that is older is answered as stale while the provider is down, but not for long', async () => {
    const time = simulatedTime()
    const { ask, upstream } = quoteBench(time)
    const { quote: old } = await time.run(ask('a', '25'))
    upstream.before = () => {
      throw down()
    }
    await time.run(time.sleep(freshMs))
    expect((await time.run(ask('b', '25'))).quote).toMatchObject({ stale: true, quotedAt: old?.quotedAt })
    await time.run(time.sleep(staleMs))
    expect((await time.run(ask('b', '25'))).error?.code).toBe('provider_unavailable')
  })

  it('that cannot be had for this sale is told to all without asking again', async () => {
    const time = simulatedTime()
    const { ask, asked, upstream } = quoteBench(time)
    upstream.before = () => {
      throw new OfframpError({ code: 'amount_out_of_limits', message: 'Too little.' })
    }
    const outcomes = await time.run(Promise.all(many(50).map((at) => ask(`user ${at}`, '0.01'))))
    const later = await time.run(ask('later', '0.01'))
    expect(new Set([...outcomes, later].map(({ error }) => error?.code))).toEqual(
      new Set(['amount_out_of_limits']),
    )
    expect(asked).toHaveLength(1)
  })

  it('of a sale that no flow serves costs no question', async () => {
    const time = simulatedTime()
    const { asked, desks, provider } = quoteBench(time)
    const call = { userId: 'a', signal: new AbortController().signal }
    const request = {
      asset: 'USDC',
      network: 'eip155:8453',
      amount: '25',
      cashoutCurrency: 'USD',
      country: 'XX',
    } as const
    await expect(desks[0]?.ask(provider, request, call)).rejects.toMatchObject({ code: 'provider_rejected' })
    expect(asked).toEqual([])
  })
})
