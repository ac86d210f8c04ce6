import type { AssetRegistry } from '@offrampkit/core'
import type { OptionsParameters, SellOptions } from '@offrampkit/core/api'
import { capaCountries, railCurrency, railOf } from './bank/countries.ts'
import { capaApi } from './flow.ts'
import type { NetworkMap } from './networks.ts'
import { tokensOn } from './sellRequest.ts'

/**
 * What Capa buys and where it pays, as far as this app can sell it. Written down here, because they have no API that
 * tells; limits are per partner and told by errors alone, so that there are none.
 */
export function sellOptionsOf(
  { country }: OptionsParameters,
  registry: AssetRegistry,
  networks: NetworkMap,
): SellOptions {
  const rail = country === undefined ? null : railOf(country)
  return {
    provider: capaApi.provider,
    countries: capaCountries.map((id) => ({ id, subdivisions: [], methods: [] })),
    currencies: rail === null ? [] : [{ id: railCurrency[rail], limits: [] }],
    assets:
      rail === null
        ? []
        : networks.symbols.flatMap((chain) => {
            const network = networks.idOf(chain)
            return tokensOn(chain).flatMap((token) => {
              const asset = network === null ? null : registry.bySymbol(network, token)
              return asset === null
                ? []
                : [{ symbol: asset.symbol, name: asset.name, network: asset.network }]
            })
          }),
  }
}
