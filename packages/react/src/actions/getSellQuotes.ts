import type { OfframpError } from '@offrampkit/core'
import type { CallOptions, SellQuotes } from '@offrampkit/core/api'
import type { SellRequest } from '@offrampkit/core/order'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { runtimeOf } from '../runtime/runtime.ts'
import { type NetworkParameter, networkOf } from './sellNetwork.ts'

/** What to price. `amount` in display units, as text; the network by `network` or, for EVM, by `chainId`. */
export type GetSellQuotesParameters = Omit<SellRequest, 'network'> & NetworkParameter
export type GetSellQuotesReturnType = SellQuotes
export type GetSellQuotesErrorType = OfframpError

/**
 * What every provider pays for one sale, best first, and why the others have no price. A backend that compares nothing
 * (no `getQuotes`) answers with the one price that it chooses.
 *
 * @throws OfframpError the backend's own; that a provider has no price is part of the answer
 * @example
 * ```ts
 * const { quotes: [best], unavailable } = await getSellQuotes(config, {
 *   asset: 'USDC', chainId: 8453, amount: '25', cashoutCurrency: 'USD', country: 'US', subdivision: 'NY',
 * })
 * ```
 */
export async function getSellQuotes(
  config: OfframpConfig,
  { chainId, network, ...parameters }: GetSellQuotesParameters,
  call?: CallOptions,
): Promise<GetSellQuotesReturnType> {
  const backend = await runtimeOf(config).backend()
  const found = networkOf({ chainId, network })
  if (!found) throw new Error('network or chainId is required')
  const request = { ...parameters, network: found }
  if (backend.getQuotes) return backend.getQuotes(request, call)
  return { quotes: [await backend.getQuote(request, call)], unavailable: [] }
}
