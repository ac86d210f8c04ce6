import { OfframpError } from '../errors/offrampError.ts'
import { type Asset, sameAddress } from './asset.ts'
import type { Network, NetworkId } from './network.ts'

/** The only place that knows decimals and contract addresses. Nothing is ever guessed or defaulted. */
export interface AssetRegistry {
  readonly networks: readonly Network[]
  readonly assets: readonly Asset[]
  network(id: NetworkId): Network | null
  /** By identity. */
  asset(network: NetworkId, address: string): Asset | null
  /** By symbol, which must be unique on that network. Letter case counts. */
  bySymbol(network: NetworkId, symbol: string): Asset | null
  /** As {@link bySymbol}, but throws `unsupported_network` or `unknown_asset`. */
  require(network: NetworkId, symbol: string): Asset
}

/**
 * Builds a registry. An entry with the same identity as an earlier one replaces it.
 *
 * @throws OfframpError `ambiguous_asset` when a symbol stands twice on one network
 * @throws OfframpError `unsupported_network` when an asset names a network that is not given
 * @example createAssetRegistry({ networks: [base], assets: [usdcOnBase] })
 */
export function createAssetRegistry(parts: {
  networks: readonly Network[]
  assets: readonly Asset[]
}): AssetRegistry {
  const networks = [...new Map(parts.networks.map((network) => [network.id, network])).values()]
  const assets: Asset[] = []
  for (const asset of parts.assets) {
    const index = assets.findIndex(
      (other) => other.network === asset.network && sameAddress(asset.network, other.address, asset.address),
    )
    if (index >= 0) assets[index] = asset
    else assets.push(asset)
  }
  const find = (id: NetworkId) => networks.find((network) => network.id === id) ?? null
  for (const asset of assets) {
    if (!find(asset.network)) throw unsupportedNetwork(asset.network)
    if (assets.filter((other) => other.network === asset.network && other.symbol === asset.symbol).length > 1)
      throw new OfframpError({
        code: 'ambiguous_asset',
        message: `${asset.symbol} is registered twice on ${asset.network}.`,
        why: 'A symbol must name one contract, or the wrong token could be sent.',
        action: 'Give each contract on a network its own symbol.',
      })
  }
  const bySymbol = (network: NetworkId, symbol: string) =>
    assets.find((asset) => asset.network === network && asset.symbol === symbol) ?? null
  return {
    networks,
    assets,
    network: find,
    asset: (network, address) =>
      assets.find((a) => a.network === network && sameAddress(network, a.address, address)) ?? null,
    bySymbol,
    require(network, symbol) {
      if (!find(network)) throw unsupportedNetwork(network)
      const asset = bySymbol(network, symbol)
      if (asset) return asset
      throw new OfframpError({
        code: 'unknown_asset',
        message: `${symbol} on ${network} is not configured.`,
        why: 'Its contract and decimals are unknown, and they are never guessed.',
        action: 'Add the asset to the registry, or choose another one.',
      })
    },
  }
}

function unsupportedNetwork(network: string): OfframpError {
  return new OfframpError({
    code: 'unsupported_network',
    message: `The network ${network} is not configured.`,
    why: 'Coins sent on the wrong network are usually lost.',
    action: 'Choose a configured network, or add this one to the registry.',
  })
}
