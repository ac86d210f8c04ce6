import { BoundedMap } from '../bounded-map.ts'
import type { SteeredClock } from '../clock.ts'
import { type Fixed, fromFixed } from '../decimal.ts'
import { type Random, randomHex } from '../random.ts'
import { num } from './json.ts'
import type { PartnaPrices } from './pricing.ts'
import type { PartnaSettings } from './settings.ts'

interface KnownKey {
  pair: string
  rate: Fixed
  madeAt: number
}

/** Rates and the keys under which they may be used. */
export function createRates(ctx: {
  clock: SteeredClock
  random: Random
  prices: PartnaPrices
  settings: PartnaSettings
}) {
  const keys = new BoundedMap<string, KnownKey>(1000)

  const expired = (key: KnownKey) => key.madeAt + ctx.settings.rateKeyLifeMs <= ctx.clock.now()

  return {
    /** `data.rate` of `GET /rate`: a map by pair name, for one unit; `null` for a pair that is not sold. */
    ask(from: string, to: string) {
      const rate = ctx.prices.rate(from, to)
      if (rate === null) return null
      const pair = `${from}_to_${to}`
      const now = ctx.clock.now()
      const text = fromFixed(rate)
      const key = `${text}-${pair}-${randomHex(ctx.random, 4).slice(2)}-${Math.floor(now / 1000)}`
      keys.set(key, { pair, rate, madeAt: now })
      const named = ctx.settings.rateMapOrder === 'asked' ? pair : `${to}_to_${from}`
      const row = { fromCurrency: from, toCurrency: to, fromAmount: num('1'), toAmount: num(text) }
      return { [named]: { ...row, rate: num(text), key } }
    },
    /** `null` for a key that was never handed out. */
    verify(key: string) {
      const known = keys.get(key)
      return known === undefined ? null : { isExp: expired(known), isValid: !expired(known) }
    },
    /** The rate of a key that may still be used for this pair. */
    use(key: string, from: string, to: string): Fixed | null {
      const known = keys.get(key)
      if (known === undefined || known.pair !== `${from}_to_${to}` || expired(known)) return null
      return known.rate
    },
    clear: () => keys.clear(),
  }
}

export type Rates = ReturnType<typeof createRates>
