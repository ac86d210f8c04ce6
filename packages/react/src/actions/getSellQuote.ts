import type { OfframpError } from '@offrampkit/core'
import type { CallOptions, QuoteParameters, SellQuote } from '@offrampkit/core/api'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { runtimeOf } from '../runtime/runtime.ts'
import { type NetworkParameter, networkOf } from './sellNetwork.ts'

/** What to price. `amount` in display units, as text; the network by `network` or, for EVM, by `chainId`. */
export type GetSellQuoteParameters = Omit<QuoteParameters, 'network'> & NetworkParameter
export type GetSellQuoteReturnType = SellQuote
export type GetSellQuoteErrorType = OfframpError

/**
 * The price of a sale with its fees.
 *
 * @throws OfframpError the backend's, such as `amount_out_of_limits`
 * @example
 * ```ts
 * const quote = await getSellQuote(config, {
 *   asset: 'USDC', chainId: 8453, amount: '25', cashoutCurrency: 'USD', country: 'US', subdivision: 'NY',
 * })
 * ```
 */
export async function getSellQuote(
  config: OfframpConfig,
  { chainId, network, ...parameters }: GetSellQuoteParameters,
  call?: CallOptions,
): Promise<GetSellQuoteReturnType> {
  const backend = await runtimeOf(config).backend()
  const found = networkOf({ chainId, network })
  if (!found) throw new Error('network or chainId is required')
  return backend.getQuote({ ...parameters, network: found }, call)
}
