import { divide, type Fixed, floorTo, multiply, roundTo, toFixed } from '../decimal.ts'
import { FIAT_PER_USD, type Method, USD_LIMITS, USD_PER_ASSET } from './catalog.ts'

/** Fee of the recorded quote: 0.13 of 12.80, which is 1 % rounded half up. */
const FEE_RATE = toFixed('0.01')
/** "Receive at least" lies this far below the expected total. Invented. */
const FLOOR_RATE = toFixed('0.98')

/** Market prices that a test can move. */
export class Prices {
  #factor: Fixed = toFixed('1')

  /** Multiplies every price, `0.9` being a drop by a tenth. */
  setFactor(factor: string): void {
    const value = toFixed(factor)
    if (value === 0n) throw new RangeError('A price factor of zero would make every sale worthless.')
    this.#factor = value
  }

  /** Fiat for one unit of the asset, or `null` when either is unknown. */
  unitPrice(asset: string, currency: string): Fixed | null {
    const usd = USD_PER_ASSET[asset]
    const fiat = FIAT_PER_USD[currency]
    if (usd === undefined || fiat === undefined) return null
    return multiply(multiply(toFixed(usd), toFixed(fiat)), this.#factor)
  }
}

export interface SalePrice {
  unitPrice: Fixed
  /** Crypto for one unit of fiat: what the API calls `exchange_rate`. */
  exchangeRate: Fixed
  subtotal: Fixed
  fee: Fixed
  total: Fixed
  minimumTotal: Fixed
}

/** What a sale of `amount` would bring now, in fiat with two digits. `null` for an unknown pair. */
export function priceSale(prices: Prices, asset: string, amount: string, currency: string): SalePrice | null {
  const unitPrice = prices.unitPrice(asset, currency)
  if (unitPrice === null) return null
  const subtotal = floorTo(multiply(toFixed(amount), unitPrice), 2)
  const fee = roundTo(multiply(subtotal, FEE_RATE), 2)
  const total = subtotal - fee
  return {
    unitPrice,
    exchangeRate: divide(toFixed('1'), unitPrice),
    subtotal,
    fee,
    total,
    minimumTotal: floorTo(multiply(total, FLOOR_RATE), 2),
  }
}

/** The crypto amount that brings about `fiat`, cut to `decimals` (at most 6, as the hosted page shows). */
export function amountForFiat(
  prices: Prices,
  asset: string,
  fiat: string,
  currency: string,
  decimals: number,
): Fixed | null {
  const unitPrice = prices.unitPrice(asset, currency)
  return unitPrice === null ? null : floorTo(divide(toFixed(fiat), unitPrice), Math.min(decimals, 6))
}

/** A method's limits in the given fiat currency. */
export function limitsOf(method: Method, currency: string): { min: Fixed; max: Fixed } {
  const rate = toFixed(FIAT_PER_USD[currency] ?? '1')
  const limits = USD_LIMITS[method]
  return {
    min: floorTo(multiply(toFixed(limits.min), rate), 2),
    max: floorTo(multiply(toFixed(limits.max), rate), 2),
  }
}
