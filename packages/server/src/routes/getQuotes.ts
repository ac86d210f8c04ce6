import { quotesBodySchema, type SellQuotes } from '@offrampkit/core/api'
import { parseAmount } from '@offrampkit/core/money'
import { parseBody } from '../guards/body.ts'
import { askQuotes } from '../quotes/askQuotes.ts'
import { sellRequestOf } from '../quotes/sellRequest.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** The prices of all providers, best first, and why the others have none. */
export async function getQuotes(ask: UserAsk, services: Services): Promise<SellQuotes> {
  const { providers, registry } = services
  const request = sellRequestOf(parseBody(quotesBodySchema, ask.body))
  parseAmount(request.amount, registry.require(request.network, request.asset).decimals)
  const call = { userId: ask.user.userId, signal: ask.request.signal }
  const { quotes, refusals } = await askQuotes(providers.all, request, call, services)
  return {
    quotes,
    unavailable: refusals.map(({ provider, error }) => ({ provider, reason: error.toJSON() })),
  }
}
