import { type Asset, type AssetRegistry, OfframpError } from '@offrampkit/core'
import { parseAmount } from '@offrampkit/core/money'
import type { SellRequest } from '@offrampkit/core/order'
import { invalid } from './errors.ts'
import { paymentMethods } from './methods.ts'
import type { NetworkMap } from './networks.ts'

/**
 * Refuses a wish that this provider cannot serve, before anything is asked of it.
 *
 * @returns the asset and Coinbase's name of its network
 * @throws OfframpError `unknown_asset`, `unsupported_network`, `invalid_amount` or `invalid_request`
 */
export function checkSellRequest(
  request: SellRequest,
  registry: AssetRegistry,
  networks: NetworkMap,
): { asset: Asset; networkName: string } {
  const asset = registry.require(request.network, request.asset)
  const networkName = networks.nameOf(request.network)
  if (networkName === null)
    throw new OfframpError({
      code: 'unsupported_network',
      message: `Coinbase has no name for the network ${request.network}.`,
      why: 'Coins sent on a network that Coinbase does not watch are usually lost.',
      action: 'Choose a network from the options.',
    })
  parseAmount(request.amount, asset.decimals)
  checkPlace(request)
  if (!/^[A-Z]{3}$/.test(request.cashoutCurrency))
    throw invalid('The cash-out currency is not an ISO 4217 code.', 'Use a code such as USD.')
  if (request.method !== undefined && !(paymentMethods as readonly string[]).includes(request.method))
    throw invalid('Coinbase has no such cash-out method.', 'Choose a method from the options.')
  return { asset, networkName }
}

/** ISO 3166-1, and the subdivision that Coinbase asks for in the US. */
export function checkPlace(place: { country: string; subdivision?: string }): void {
  if (!/^[A-Z]{2}$/.test(place.country))
    throw invalid('The country is not an ISO 3166-1 alpha-2 code.', 'Use two capital letters, such as US.')
  if (place.subdivision !== undefined && !/^[A-Z0-9]{1,3}$/.test(place.subdivision))
    throw invalid('The subdivision is not an ISO 3166-2 code.', 'Use the part after the dash, such as NY.')
  if (needsSubdivision(place))
    throw invalid('Coinbase needs the state for the US.', 'Pass the subdivision, such as NY.')
}

/** Whether Coinbase cannot answer for this country without a subdivision, and none is given. */
export function needsSubdivision(place: { country: string; subdivision?: string }): boolean {
  return place.country === 'US' && place.subdivision === undefined
}
