import { quoteBodySchema, type SellQuote } from '@offrampkit/core/api'
import { parseAmount } from '@offrampkit/core/money'
import { parseBody } from '../guards/body.ts'
import { askQuotes } from '../quotes/askQuotes.ts'
import { sellRequestOf } from '../quotes/sellRequest.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** A price, from the named provider or from the one that pays most. */
export async function getQuote(ask: UserAsk, services: Services): Promise<SellQuote> {
  const { providers, registry } = services
  const { provider: id, ...wish } = parseBody(quoteBodySchema, ask.body)
  const request = sellRequestOf(wish)
  parseAmount(request.amount, registry.require(request.network, request.asset).decimals)
  const named = id === undefined ? null : providers.require(id)
  const call = { userId: ask.user.userId, signal: ask.request.signal }
  if (named) return await services.quotes.ask(named, request, call)
  const { quotes, refusals } = await askQuotes(providers.all, request, call, services)
  const [best] = quotes
  if (best) return best
  throw refusals[0]?.error
}
