import { OfframpError } from '@offrampkit/core'
import { isAbout, quoteSchema, type SellQuote } from '@offrampkit/core/api'
import type { SellRequest } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'

/**
 * A provider's price that may be shown and compared: of that provider, for this sale, in this currency, still holding, and one
 * that an order can be made at.
 *
 * @throws OfframpError `provider_unreadable`, `provider_rejected` or `provider_unavailable`, or why the flow refuses the sale
 */
export function checkedQuote(
  provider: ServerProvider,
  answer: unknown,
  request: SellRequest,
  now: number,
): SellQuote {
  const parsed = quoteSchema.safeParse(answer)
  if (!parsed.success) throw odd('a price in a form that the kit does not know')
  const quote = parsed.data
  if (quote.provider !== provider.id || provider.flows.every(({ id }) => id !== quote.flow))
    throw odd('a price that is not its own')
  if (!isAbout(quote, request)) throw odd('a price for another sale')
  if (quote.receive.currency !== request.cashoutCurrency) throw otherCurrency(quote.receive.currency, request)
  if (quote.expiresAt !== null && quote.expiresAt <= now) throw lapsed()
  provider.checkRequest(quote.flow, request)
  return quote
}

function odd(what: string): OfframpError {
  return new OfframpError({
    code: 'provider_unreadable',
    message: `The provider answered with ${what}.`,
    why: 'Showing it could promise the wrong sum.',
    action: 'Try again in a moment, or choose another provider.',
  })
}

/** Names the other currency only where it is the name of one: in a bad moment anything may stand there, and this is logged. */
function otherCurrency(paid: string, { cashoutCurrency }: SellRequest): OfframpError {
  const other = /^[A-Z]{3}$/.test(paid) ? paid : 'something else'
  return new OfframpError({
    code: 'provider_rejected',
    message: `The provider pays in ${other} and not in ${cashoutCurrency}.`,
    why: 'Prices in two currencies cannot be compared.',
    action: 'Choose another currency or another provider.',
  })
}

function lapsed(): OfframpError {
  return new OfframpError({
    code: 'provider_unavailable',
    message: "The provider's price had lapsed when it arrived.",
    why: 'It cannot be had any more.',
    action: 'Ask again.',
  })
}
