import { divide, type Fixed, fromFixed, isDecimal, multiply, roundTo, toFixed } from '../decimal.ts'
import { findFiat, USD_PER_CRYPTO } from './catalog.ts'
import { num } from './json.ts'

/** What a sale brings; the payout's digits are cut as the caller needs them. */
export interface RampPrice {
  rate: Fixed
  gross: Fixed
  feesTo: Fixed
  feesFrom: Fixed
  net: Fixed
}

/** Current prices: the catalog's, times one factor that tests move. */
export class PartnaPrices {
  #factor = toFixed('1')

  setFactor(text: string): void {
    if (!isDecimal(text) || toFixed(text) === 0n)
      throw new TypeError('A price factor is a decimal string above zero.')
    this.#factor = toFixed(text)
  }

  /** Units of the payout currency for one unit of crypto; `null` for a pair that is not sold. */
  rate(crypto: string, fiat: string): Fixed | null {
    const usd = USD_PER_CRYPTO[crypto]
    const target = findFiat(fiat)
    if (usd === undefined || target === null) return null
    return multiply(multiply(toFixed(usd), toFixed(target.perUsd)), this.#factor)
  }
}

/** Prices a sale at a rate; `null` when fees take it all. */
export function priceRamp(amount: string, rate: Fixed, fiat: string): RampPrice | null {
  const target = findFiat(fiat)
  if (target === null) return null
  const gross = multiply(toFixed(amount), rate)
  const feesTo = toFixed(target.fee)
  if (gross <= feesTo) return null
  return { rate, gross, feesTo, feesFrom: divide(feesTo, rate), net: gross - feesTo }
}

const write = (value: Fixed, digits: number) => num(fromFixed(roundTo(value, digits)))
const ZERO = num('0')

/** `POST /ramp/breakdown`: PascalCase, JSON numbers in display units. `NetAmountInToCurrency` reaches the user. */
export function breakdown(amount: string, price: RampPrice) {
  return {
    Rate: num(fromFixed(price.rate)),
    TotalAmountInFromCurrency: num(amount),
    TotalAmountInToCurrency: write(price.gross, 2),
    NetAmountInToCurrency: write(price.net, 2),
    TotalFeesInFromCurrency: write(price.feesFrom, 4),
    TotalFeesInToCurrency: write(price.feesTo, 2),
    DepositFeeInFromCurrency: ZERO,
    DepositFeeInToCurrency: ZERO,
    DepositFeeCapped: false,
    DepositFeePercentageApplied: ZERO,
    MerchantFeeInFromCurrency: ZERO,
    MerchantFeeInToCurrency: ZERO,
    MerchantFeeUSD: ZERO,
    MerchantFeeCapped: false,
    MerchantFeePercentageApplied: ZERO,
    WithdrawalFeeInFromCurrency: write(price.feesFrom, 4),
    WithdrawalFeeInToCurrency: write(price.feesTo, 2),
    WithdrawalFeeCapped: false,
    WithdrawalFeePercentageApplied: ZERO,
  }
}
