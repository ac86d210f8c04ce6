import { type Asset, type AssetRegistry, OfframpError } from '@offrampkit/core'
import { parseAmount } from '@offrampkit/core/money'
import type { SellRequest } from '@offrampkit/core/order'
import { type Rail, railCurrency, railOf } from './bank/countries.ts'
import { capaTokens, type NetworkMap } from './networks.ts'
import type { CapaSale } from './orderCall.ts'

/** A wish in their words. */
export interface CheckedSale {
  asset: Asset
  rail: Rail
  sale: CapaSale & { cryptoAmount: string }
}

/**
 * Refuses a wish that this provider cannot serve, before anything is asked of it.
 *
 * @param premiumSpread - from the server's configuration alone: it is the app's own earning
 * @throws OfframpError `unknown_asset`, `unsupported_network`, `invalid_amount` or `invalid_request`
 */
export function checkSellRequest(
  request: SellRequest,
  registry: AssetRegistry,
  networks: NetworkMap,
  premiumSpread?: string,
): CheckedSale {
  const asset = registry.require(request.network, request.asset)
  const blockchainSymbol = networks.symbolOf(request.network)
  if (blockchainSymbol === null)
    throw new OfframpError({
      code: 'unsupported_network',
      message: `Capa does not buy on the network ${request.network}.`,
      why: 'Coins sent on a network that Capa does not watch are usually lost.',
      action: 'Choose a network from the options.',
    })
  if (!tokensOn(blockchainSymbol).includes(asset.symbol))
    throw new OfframpError({
      code: 'unknown_asset',
      message: `Capa does not buy ${asset.symbol} on ${request.network}.`,
      why: 'Coins that Capa does not buy are not paid out.',
      action: 'Choose an asset from the options.',
    })
  parseAmount(request.amount, asset.decimals)
  const rail = railOf(request.country)
  if (rail === null || request.cashoutCurrency !== railCurrency[rail])
    throw new OfframpError({
      code: 'invalid_request',
      message: 'Capa does not pay this currency in this country.',
      why: 'Nothing was asked of Capa.',
      action: 'Choose country and currency from the options.',
      details: { field: 'request.cashoutCurrency' },
    })
  return {
    asset,
    rail,
    sale: {
      fiatCurrency: request.cashoutCurrency,
      blockchainSymbol,
      tokenSymbol: asset.symbol,
      cryptoAmount: request.amount,
      ...(premiumSpread === undefined ? {} : { premiumSpread }),
    },
  }
}

/** What Capa buys on a chain of theirs. */
export function tokensOn(blockchainSymbol: string): readonly string[] {
  return Object.hasOwn(capaTokens, blockchainSymbol) ? (capaTokens[blockchainSymbol] ?? []) : []
}
