import { quoteBodySchema } from '@offrampkit/core/api'
import { parseAmount } from '@offrampkit/core/money'
import { parseBody } from '../guards/body.ts'
import { bestQuote } from '../quotes/bestQuote.ts'
import { sellRequestOf } from '../quotes/sellRequest.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** A price, from the named provider or from the one that pays most. */
export async function getQuote(ask: UserAsk, { providers, registry }: Services): Promise<unknown> {
  const { provider: id, ...wish } = parseBody(quoteBodySchema, ask.body)
  const request = sellRequestOf(wish)
  parseAmount(request.amount, registry.require(request.network, request.asset).decimals)
  const call = { clientIp: await ask.clientIp(), signal: ask.request.signal }
  return await bestQuote(id === undefined ? providers.all : [providers.require(id)], request, call)
}
