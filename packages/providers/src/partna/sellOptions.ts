import { type Asset, type AssetRegistry, native, OfframpError, sameAddress } from '@offrampkit/core'
import type { SellAsset, SellOptions } from '@offrampkit/core/api'
import { isCrypto, payoutCurrencies } from './currencies.ts'
import type { NetworkMap } from './networks.ts'
import type { WireAsset } from './wire/catalog.ts'

/**
 * What Partna offers, as far as this app can sell it. No limits are published for a sale: what the catalog calls minimum is that of
 * a payout.
 *
 * @param country - `undefined` while it is not known: then the countries alone are told
 */
export function sellOptionsOf(
  listed: readonly WireAsset[],
  country: string | undefined,
  registry: AssetRegistry,
  networks: NetworkMap,
): SellOptions {
  const payouts = Object.entries(payoutCurrencies)
  return {
    provider: 'partna',
    countries: payouts.map(([, payout]) => ({
      id: payout.country,
      subdivisions: [],
      methods: payout.methods,
    })),
    currencies: payouts.flatMap(([id, payout]) => (payout.country === country ? [{ id, limits: [] }] : [])),
    assets: listed.flatMap((one): SellAsset[] => {
      const network = networks.idOf(one.network)
      const asset = network && isCrypto(one.currency) ? registry.bySymbol(network, one.currency) : null
      if (!asset || !means(one, asset)) return []
      return [{ symbol: asset.symbol, name: asset.name, network: asset.network }]
    }),
  }
}

/** Whether their entry is this very asset: the same contract, and the same decimals. A symbol alone names nothing. */
function means(listed: WireAsset, asset: Asset): boolean {
  const address = listed.contractAddress ?? native
  return sameAddress(asset.network, asset.address, address) && listed.decimals === String(asset.decimals)
}

/**
 * Refuses an asset that Partna does not list, or lists under another contract or with other decimals: it would take other
 * coins than those that this app sends.
 *
 * @throws OfframpError `unknown_asset` or `token_mismatch`
 */
export function mustBeListed(listed: readonly WireAsset[], asset: Asset, networkName: string): void {
  const named = listed.filter((one) => one.currency === asset.symbol && one.network === networkName)
  if (named.length === 0)
    throw new OfframpError({
      code: 'unknown_asset',
      message: `Partna does not list ${asset.symbol} on ${networkName}.`,
      why: 'Coins that it does not take there may not come back.',
      action: 'Choose an asset from the options.',
    })
  if (named.every((one) => means(one, asset))) return
  throw new OfframpError({
    code: 'token_mismatch',
    message: `Partna's ${asset.symbol} on ${networkName} is another contract, or has other decimals, than this app's.`,
    why: 'It would wait for other coins than those that would be sent.',
    action:
      'Nothing was sent. Operator: compare the registry with GET /supported/assets of this environment.',
  })
}
