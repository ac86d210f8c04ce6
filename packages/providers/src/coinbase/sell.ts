import type { AssetRegistry } from '@offrampkit/core'
import type { OptionsParameters, SellOptions, SellQuote } from '@offrampkit/core/api'
import type { SellRequest } from '@offrampkit/core/order'
import type { CallSignal } from '../upstream.ts'
import type { CoinbaseApi } from './api.ts'
import type { NetworkMap } from './networks.ts'
import { sellOptionsOf } from './sellOptions.ts'
import { sellQuoteOf } from './sellQuote.ts'
import { checkPlace, checkSellRequest, needsSubdivision } from './sellRequest.ts'

/** What both halves work with: the server over signed HTTP, the browser over the app's own backend. */
export interface SellParts {
  api: CoinbaseApi
  registry: AssetRegistry
  networks: NetworkMap
  now: () => number
}

/** Countries always; currencies and assets once the country, and in the US the state, is known. */
export async function readSellOptions(
  { api, registry, networks }: SellParts,
  { country, subdivision }: OptionsParameters,
  call?: CallSignal,
): Promise<SellOptions> {
  const place =
    country === undefined ? null : { country, ...(subdivision === undefined ? {} : { subdivision }) }
  const known = place !== null && !needsSubdivision(place) ? place : null
  if (known !== null) checkPlace(known)
  const [config, offer] = await Promise.all([
    api.config(call),
    known === null ? null : api.options(known, call),
  ])
  return sellOptionsOf(config, offer, registry, networks)
}

/** @param defaultMethod - used where the user has not chosen one: Coinbase quotes for a method only */
export async function readSellQuote(
  { api, registry, networks, now }: SellParts,
  request: SellRequest,
  defaultMethod: string,
  call?: CallSignal,
): Promise<SellQuote> {
  const { networkName } = checkSellRequest(request, registry, networks)
  const method = request.method ?? defaultMethod
  const quote = await api.quote({ ...request, networkName, method }, call)
  return sellQuoteOf(quote, request, method, now())
}
