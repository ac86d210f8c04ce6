import { type AssetRegistry, isOfframpError } from '@offrampkit/core'
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

/**
 * Countries always; currencies and assets once the country, and in the US the state, is known. Coinbase refuses to tell what it buys
 * in a country that is not on its list: there it buys nothing.
 */
export async function readSellOptions(
  { api, registry, networks }: SellParts,
  { country, subdivision }: OptionsParameters,
  call?: CallSignal,
): Promise<SellOptions> {
  const place =
    country === undefined ? null : { country, ...(subdivision === undefined ? {} : { subdivision }) }
  const known = place !== null && !needsSubdivision(place) ? place : null
  if (known !== null) checkPlace(known)
  const listing = api.config(call)
  const asked = known === null ? null : api.options(known, call)
  asked?.catch(() => undefined)
  const config = await listing
  const serves = config.countries.some(({ id }) => id === country)
  const offer = asked && (await (serves ? asked : asked.catch(nothingIfRejected)))
  return sellOptionsOf(config, offer, registry, networks)
}

function nothingIfRejected(error: unknown): null {
  if (isOfframpError(error) && error.code === 'provider_rejected') return null
  throw error
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
