import { type AssetRegistry, evmChainId, native, sameAddress } from '@offrampkit/core'
import type { SellAsset, SellOptions } from '@offrampkit/core/api'
import { isDecimal } from '@offrampkit/core/money'
import { readMethod } from './methods.ts'
import type { NetworkMap } from './networks.ts'
import type { WireConfig, WireOptions } from './wire/catalog.ts'

/**
 * What Coinbase offers, as far as this app can sell it.
 *
 * @param options - `null` where the country (or, in the US, the state) is not known yet
 */
export function sellOptionsOf(
  config: WireConfig,
  options: WireOptions | null,
  registry: AssetRegistry,
  networks: NetworkMap,
): SellOptions {
  return {
    provider: 'coinbase',
    countries: config.countries.filter(isCountry).map(({ id, subdivisions, paymentMethods }) => ({
      id,
      subdivisions: (subdivisions ?? []).flatMap((part) => subdivisionOf(part.id) ?? []),
      methods: (paymentMethods ?? []).flatMap((method) => readMethod(method.id) ?? []),
    })),
    currencies: (options?.cashoutCurrencies ?? []).filter(isCurrency).map(({ id, limits }) => ({
      id,
      limits: (limits ?? []).flatMap((limit) => {
        const method = readMethod(limit.id)
        if (method === undefined || !isDecimal(limit.min) || !isDecimal(limit.max)) return []
        return [{ method, min: limit.min, max: limit.max }]
      }),
    })),
    assets: (options?.sellCurrencies ?? []).flatMap(({ symbol, networks: on }) =>
      (on ?? []).flatMap((one) => assetOf(symbol, one, registry, networks) ?? []),
    ),
  }
}

const isCountry = ({ id }: { id: string }): boolean => /^[A-Z]{2}$/.test(id)
const isCurrency = ({ id }: { id: string }): boolean => /^[A-Z]{3}$/.test(id)

/** `NY`, also where it is written as `US-NY`. */
const subdivisionOf = (id: string): string | null => /^(?:[A-Z]{2}-)?([A-Z0-9]{1,3})$/.exec(id)?.[1] ?? null

type WireNetwork = NonNullable<WireOptions['sellCurrencies'][number]['networks']>[number]

/**
 * The registry's asset that they mean, or `null`. Their contract and chain must be the registry's own: a symbol alone
 * names nothing. For a native coin their contract is `""`.
 */
function assetOf(
  symbol: string,
  { name, chainId, contractAddress }: WireNetwork,
  registry: AssetRegistry,
  networks: NetworkMap,
): SellAsset | null {
  const network = networks.idOf(name)
  const asset = network === null ? null : registry.bySymbol(network, symbol)
  if (network === null || asset === null) return null
  const chain = evmChainId(network)
  if (chain !== null && chainId !== undefined && chainId !== String(chain)) return null
  if (!sameAddress(network, asset.address, contractAddress ?? native)) return null
  return { symbol: asset.symbol, name: asset.name, network }
}
