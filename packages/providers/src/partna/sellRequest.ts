import { type Asset, type AssetRegistry, OfframpError } from '@offrampkit/core'
import { parseAmount } from '@offrampkit/core/money'
import type { SellRequest } from '@offrampkit/core/order'
import { isCrypto, type PayoutCurrency, payoutOf } from './currencies.ts'
import { invalid } from './errors.ts'
import type { NetworkMap } from './networks.ts'

/** A wish that Partna can serve. */
export interface CheckedRequest {
  asset: Asset
  /** Partna's name of the network. */
  networkName: string
  payout: PayoutCurrency
}

/**
 * Refuses a wish that this provider cannot serve, before anything is asked of it.
 *
 * @throws OfframpError `unknown_asset`, `unsupported_network`, `invalid_amount` or `invalid_request`
 */
export function checkSellRequest(
  request: SellRequest,
  registry: AssetRegistry,
  networks: NetworkMap,
): CheckedRequest {
  const networkName = networks.nameOf(request.network)
  if (networkName === null)
    throw new OfframpError({
      code: 'unsupported_network',
      message: `Partna has no name for the network ${request.network}.`,
      why: 'Coins sent on a network that Partna does not watch are usually lost.',
      action: 'Choose a network from the options.',
    })
  const asset = registry.require(request.network, request.asset)
  if (!isCrypto(asset.symbol))
    throw new OfframpError({
      code: 'unknown_asset',
      message: `Partna does not buy ${asset.symbol}.`,
      why: 'Coins that it does not sell may not come back.',
      action: 'Choose an asset from the options.',
    })
  parseAmount(request.amount, asset.decimals)
  // Their amounts are floating-point numbers: more digits than these would come back changed, and never be paid.
  if (request.amount.replace('.', '').replace(/^0+/, '').length > 15)
    throw new OfframpError({
      code: 'invalid_amount',
      message: 'The amount has more than 15 digits.',
      why: 'Partna counts in numbers that hold no more, and the sum asked for would be another one.',
      action: 'Use a shorter amount.',
    })
  const payout = payoutOf(request.cashoutCurrency)
  if (payout === null) throw invalid('Partna does not pay in this currency.', 'Use NGN, KES or GHS.')
  if (request.country !== payout.country)
    throw invalid(
      `${request.cashoutCurrency} is paid out in ${payout.country} alone.`,
      'Choose the currency of the country from the options.',
      { field: 'country' },
    )
  if (request.method !== undefined && !payout.methods.includes(request.method))
    throw invalid('Partna has no such way of paying out.', 'Choose a method from the options.', {
      field: 'method',
    })
  return { asset, networkName, payout }
}
