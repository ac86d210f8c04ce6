import { OfframpError } from '@offrampkit/core'
import type { SellQuote } from '@offrampkit/core/api'
import { compareDecimals } from '@offrampkit/core/money'
import type { SellRequest } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'

/**
 * The quote that pays most, of the providers that can serve the request. One that is down does not hide the others.
 *
 * @throws the first provider's error when none can
 */
export async function bestQuote(
  providers: readonly ServerProvider[],
  request: SellRequest,
  call: { clientIp: string; signal: AbortSignal },
): Promise<SellQuote> {
  const asked = await Promise.allSettled(providers.map(async (provider) => provider.getQuote(request, call)))
  const quotes = asked.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const [first, ...others] = quotes.filter((quote) => quote.receive.currency === request.cashoutCurrency)
  if (first)
    return others.reduce(
      (best, quote) => (compareDecimals(quote.receive.amount, best.receive.amount) > 0 ? quote : best),
      first,
    )
  for (const result of asked) if (result.status === 'rejected') throw result.reason
  throw new OfframpError({
    code: 'provider_rejected',
    message: 'No provider quotes this sale in this currency.',
    why: 'Without a price there is nothing to agree to.',
    action: 'Choose another asset, currency or country.',
  })
}
