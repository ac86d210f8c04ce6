import { OfframpError } from '@offrampkit/core'
import type { SellQuote, SellQuotes } from '@offrampkit/core/api'
import type { ServerProvider, ServerProviderFactory } from '@offrampkit/core/provider'
import { describe, expect, it } from 'vitest'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { harness, wish } from '../../test/harness.ts'
import { afterFirstMs, longestMs } from './askQuotes.ts'
import { answerMs } from './flights.ts'

type GetQuote = ServerProvider['getQuote']
type Change = Partial<Record<keyof SellQuote, unknown>>

/** A throwaway provider whose price is changed on the way. */
function selling(id: string, change: Change | ((base: GetQuote) => GetQuote)): ServerProviderFactory {
  return (context) => {
    const base = fakeProvider(id).create(context)
    const getQuote: GetQuote =
      typeof change === 'function'
        ? change(base.getQuote)
        : async (...asked) => ({ ...(await base.getQuote(...asked)), ...change }) as SellQuote
    return { ...base, getQuote }
  }
}
const usd = (amount: string): Change => ({ receive: { amount, currency: 'USD' } })
const throwing = (error: unknown) => (): GetQuote => async () => {
  throw error
}
const down = new OfframpError({ code: 'provider_unavailable', message: 'Down.', retryAfterMs: 5_000 })
const tooLittle = new OfframpError({ code: 'amount_out_of_limits', message: 'Too little.' })

/** A handler whose timeouts end when the test says so. */
function shop(...providers: ServerProviderFactory[]) {
  const timers: { ms: number; end: () => void }[] = []
  const timeout = (ms: number) => {
    const controller = new AbortController()
    timers.push({ ms, end: () => controller.abort() })
    return controller.signal
  }
  const h = harness({ providers, timeout, readsPerSecond: {} })
  const ask = () => h.ok<SellQuotes>('getQuotes', { body: wish })
  /** Ends the timeout of this length as soon as it has been started. */
  const end = async (ms: number) => {
    for (let turns = 0; turns < 1_000; turns++) {
      const timer = timers.find((one) => one.ms === ms)
      if (timer) return timer.end()
      await Promise.resolve()
    }
    throw new Error(`no timeout of ${ms} ms was started`)
  }
  return { ...h, ask, end, lengths: () => timers.map(({ ms }) => ms).filter((ms) => ms !== answerMs) }
}
const ids = (list: readonly { provider: string }[]) => list.map(({ provider }) => provider)
const reasons = ({ unavailable }: SellQuotes) =>
  unavailable.map(({ provider, reason }) => [provider, reason.code])

describe('the prices of all providers', () => {
  it('are ranked by what the user receives; firm ones and estimates are marked', async () => {
    const { ask, lengths } = shop(
      selling('nine', usd('9.99999999999999999')),
      selling('ten', usd('10')),
      selling('firm', { ...usd('10.0'), kind: 'firm' }),
      selling('twin', usd('10.00')),
    )
    const { quotes, unavailable } = await ask()
    expect(quotes.map(({ provider, kind }) => `${provider} ${kind}`)).toEqual([
      'firm firm',
      'ten indicative',
      'twin indicative',
      'nine indicative',
    ])
    expect(unavailable).toEqual([])
    expect(lengths()).toEqual([longestMs, afterFirstMs])
  })

  it('come without the one that is slow and the one that is broken, which are told with their reason', async () => {
    const told: AbortSignal[] = []
    const slow =
      (): GetQuote =>
      (_, { signal }) => {
        if (signal) told.push(signal)
        return new Promise(() => undefined)
      }
    const { ask, end, errors } = shop(
      selling('slow', slow),
      selling('broken', throwing(down)),
      selling('well', usd('25')),
    )
    const asked = ask()
    await end(afterFirstMs)
    const answer = await asked
    expect(ids(answer.quotes)).toEqual(['well'])
    expect(answer.unavailable).toEqual([
      {
        provider: 'slow',
        reason: expect.objectContaining({
          code: 'provider_unavailable',
          message: expect.stringContaining('in time'),
          retryable: true,
          moneyMoved: 'no',
        }),
      },
      { provider: 'broken', reason: down.toJSON() },
    ])
    expect(told.map(({ aborted }) => aborted)).toEqual([true])
    expect(errors.map(({ context }) => context.during)).toEqual(['getQuote slow', 'getQuote broken'])
  })

  it('are waited for no longer than a while when nobody answers', async () => {
    const silent = (): GetQuote => () => new Promise(() => undefined)
    const { ask, end, lengths } = shop(selling('a', silent), selling('b', silent))
    const asked = ask()
    await end(longestMs)
    expect(reasons(await asked)).toEqual([
      ['a', 'provider_unavailable'],
      ['b', 'provider_unavailable'],
    ])
    expect(lengths()).toEqual([longestMs])
  })

  it('are all asked before one has answered', async () => {
    let waiting = 0
    let open: () => void = () => undefined
    const all = new Promise<void>((resolve) => {
      open = resolve
    })
    const together =
      (base: GetQuote): GetQuote =>
      async (...asked) => {
        waiting += 1
        if (waiting === 3) open()
        await all
        return await base(...asked)
      }
    const { ask } = shop(...['a', 'b', 'c'].map((id) => selling(id, together)))
    expect(ids((await ask()).quotes)).toEqual(['a', 'b', 'c'])
  })

  it.each<[string, Parameters<typeof selling>[1], string]>([
    ['refuses the sale', throwing(tooLittle), 'amount_out_of_limits'],
    ['throws something else', throwing(new TypeError('fetch failed')), 'provider_unavailable'],
    ['throws nothing', throwing(undefined), 'provider_unavailable'],
    [
      'throws at once',
      () => () => {
        throw new TypeError('at once')
      },
      'provider_unavailable',
    ],
    ['answers nothing', () => async () => undefined as never, 'provider_unreadable'],
    ['answers with a number', { receive: { amount: 30, currency: 'USD' } }, 'provider_unreadable'],
    ['answers with no amount', usd('1e3'), 'provider_unreadable'],
    ['speaks for another provider', { ...usd('99'), provider: 'well' }, 'provider_unreadable'],
    ['names a flow that it has not', { ...usd('99'), flow: 'well/hosted' }, 'provider_unreadable'],
    [
      'prices another amount',
      { ...usd('99'), sell: { amount: '99', asset: 'USDC', network: wish.network } },
      'provider_unreadable',
    ],
    ['pays in another currency', { receive: { amount: '999', currency: 'EUR' } }, 'provider_rejected'],
    ['had a price', { ...usd('99'), kind: 'firm', expiresAt: 1 }, 'provider_unavailable'],
  ])('are not spoilt by one that %s', async (_, change, code) => {
    const { ask } = shop(selling('odd', change), selling('well', usd('25')))
    const answer = await ask()
    expect(ids(answer.quotes)).toEqual(['well'])
    expect(reasons(answer)).toEqual([['odd', code]])
  })

  it('leave out a provider that would make no order of it', async () => {
    const refusing: ServerProviderFactory = (context) => ({
      ...fakeProvider('refusing').create(context),
      checkRequest: () => {
        throw tooLittle
      },
    })
    const answer = await shop(refusing, selling('well', usd('25'))).ask()
    expect(reasons(answer)).toEqual([['refusing', 'amount_out_of_limits']])
  })

  it('are of nobody in particular: a provider cannot be named, and it must be a real amount', async () => {
    const { code } = shop(selling('a', usd('1')))
    expect(await code('getQuotes', { body: { ...wish, provider: 'a' } })).toBe('invalid_request')
    expect(await code('getQuotes', { body: { ...wish, amount: '0' } })).toBe('invalid_amount')
    expect(await code('getQuotes', { body: wish, as: null })).toBe('unauthenticated')
  })
})

describe('one price', () => {
  const quote = (h: ReturnType<typeof shop>, provider?: string) =>
    h.ok<SellQuote>('getQuote', { body: { ...wish, ...(provider ? { provider } : {}) } })

  it('is the best one where no provider is named, and does not wait for who is slow', async () => {
    const silent = (): GetQuote => () => new Promise(() => undefined)
    const h = shop(selling('slow', silent), selling('nine', usd('9.9')), selling('ten', usd('10')))
    const asked = quote(h)
    await h.end(afterFirstMs)
    expect((await asked).provider).toBe('ten')
    expect((await quote(h, 'nine')).receive.amount).toBe('9.9')
  })

  it.each([
    ['EUR', 'in EUR and not in USD'],
    ['000123456789', 'in something else and not in USD'],
  ])('in %s is refused without repeating what is no currency', async (currency, said) => {
    const h = shop(selling('euro', { receive: { amount: '9', currency } }))
    const response = await h.send('getQuote', { body: { ...wish, provider: 'euro' } })
    expect(((await response.json()) as { error: { message: string } }).error.message).toContain(said)
  })

  it('says why when there is none', async () => {
    const body = wish
    expect(await shop(selling('a', throwing(down))).code('getQuote', { body })).toBe('provider_unavailable')
    const euro = selling('euro', { receive: { amount: '9', currency: 'EUR' } })
    expect(await shop(euro).code('getQuote', { body: { ...body, provider: 'euro' } })).toBe(
      'provider_rejected',
    )
  })
})
