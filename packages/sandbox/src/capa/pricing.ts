import { divide, type Fixed, floorTo, multiply, toFixed } from '../decimal.ts'
import { FIAT_PER_USD, OTC_ABOVE_MXN, USD_PER_TOKEN } from './catalog.ts'
import type { CapaSettings } from './settings.ts'

export interface CapaPrice {
  cryptoAmount: Fixed
  fiatAmount: Fixed
  rate: Fixed
  flow: 'REGULAR' | 'OTC'
}

/** What was asked: one of the two amounts, and the spread that goes to the partner. */
export interface CapaWish {
  token: string
  fiat: string
  cryptoAmount: string | null
  fiatAmount: string | null
  premiumSpread: string | null
}

const ONE = toFixed('1')

/** Prices that a test can move. Cost is inside the rate: Capa has no fee field. */
export class CapaPrices {
  #factor: Fixed = ONE

  /** Multiplies every rate, `0.9` being a drop by a tenth. */
  setFactor(factor: string): void {
    const value = toFixed(factor)
    if (value === 0n) throw new RangeError('A price factor of zero would make every sale worthless.')
    this.#factor = value
  }

  /** Fiat for one token after one percent for Capa and the partner's spread. */
  rate(token: string, fiat: string, premiumSpread: string | null): Fixed {
    const usd = toFixed(USD_PER_TOKEN[token] ?? '1')
    const market = multiply(multiply(usd, toFixed(FIAT_PER_USD[fiat] ?? '1')), this.#factor)
    const kept = ONE - toFixed('0.01') - toFixed(premiumSpread ?? '0')
    return floorTo(multiply(market, kept), 6)
  }

  price(wish: CapaWish): CapaPrice {
    const rate = this.rate(wish.token, wish.fiat, wish.premiumSpread)
    const cryptoAmount =
      wish.cryptoAmount === null
        ? floorTo(divide(toFixed(wish.fiatAmount ?? '0'), rate), 6)
        : toFixed(wish.cryptoAmount)
    const fiatAmount =
      wish.cryptoAmount === null ? toFixed(wish.fiatAmount ?? '0') : floorTo(multiply(cryptoAmount, rate), 2)
    const otc = wish.fiat === 'MXN' && fiatAmount > toFixed(OTC_ABOVE_MXN)
    return { cryptoAmount, fiatAmount, rate, flow: otc ? 'OTC' : 'REGULAR' }
  }
}

/** The agreement's limits in one unit: a fiat currency or a token. */
export function limitsIn(settings: CapaSettings, unit: string): { min: Fixed; max: Fixed } {
  const fiat = FIAT_PER_USD[unit]
  const convert = (usd: string) =>
    fiat === undefined
      ? floorTo(divide(toFixed(usd), toFixed(USD_PER_TOKEN[unit] ?? '1')), 6)
      : floorTo(multiply(toFixed(usd), toFixed(fiat)), 2)
  return { min: convert(settings.minUsd), max: convert(settings.maxUsd) }
}
