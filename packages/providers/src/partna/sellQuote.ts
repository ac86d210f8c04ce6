import type { Fee, SellQuote } from '@offrampkit/core/api'
import { readMoney } from '@offrampkit/core/money'
import type { FlowId, SellRequest } from '@offrampkit/core/order'
import type { WireBreakdown } from './wire/quote.ts'
import { unreadable } from './wire.ts'

/**
 * A price in the kit's words: an estimate, since nothing says how long a rate holds, and Partna pays by the rate of the moment in
 * which it sells unless the app chose otherwise.
 *
 * @throws OfframpError `provider_unreadable` when it does not say what the user receives
 */
export function sellQuoteOf(
  breakdown: WireBreakdown,
  request: SellRequest,
  flow: FlowId,
  quotedAt: number,
): SellQuote {
  const money = (amount: string | undefined) => readMoney(amount, request.cashoutCurrency)
  const receive = money(breakdown.NetAmountInToCurrency)
  if (receive === null) throw unreadable('a quote: it has no total')
  const fee = (kind: Fee['kind'], amount: string | undefined): Fee[] => {
    const sum = money(amount)
    return sum === null || !/[1-9]/.test(sum.amount) ? [] : [{ kind, amount: sum }]
  }
  const { DepositFeeInToCurrency: deposit, MerchantFeeInToCurrency: merchant } = breakdown
  const withdrawal = breakdown.WithdrawalFeeInToCurrency
  const apart = [deposit, merchant, withdrawal].every((amount) => money(amount) !== null)
  return {
    provider: 'partna',
    flow,
    quoteId: null,
    kind: 'indicative',
    sell: { amount: request.amount, asset: request.asset, network: request.network },
    receive,
    subtotal: money(breakdown.TotalAmountInToCurrency),
    // Apart where all of them are told, else as their sum.
    fees: apart
      ? [...fee('provider', deposit), ...fee('merchant', merchant), ...fee('payout', withdrawal)]
      : fee('provider', breakdown.TotalFeesInToCurrency),
    method: request.method ?? null,
    quotedAt,
    expiresAt: null,
  }
}
