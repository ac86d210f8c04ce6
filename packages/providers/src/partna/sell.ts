import { type Asset, type AssetRegistry, OfframpError } from '@offrampkit/core'
import type { OptionsParameters, SellOptions, SellQuote } from '@offrampkit/core/api'
import type { SellRequest } from '@offrampkit/core/order'
import type { CallSignal } from '../upstream.ts'
import type { PartnaApi } from './api.ts'
import { partnaWidget } from './flow.ts'
import type { NetworkMap } from './networks.ts'
import { mustBeListed, sellOptionsOf } from './sellOptions.ts'
import { sellQuoteOf } from './sellQuote.ts'
import { checkSellRequest } from './sellRequest.ts'
import type { WireAsset } from './wire/catalog.ts'

/** What the parts of this provider work with. */
export interface SellParts {
  api: PartnaApi
  registry: AssetRegistry
  networks: NetworkMap
  now: () => number
  /** @throws OfframpError `unknown_asset` or `token_mismatch` when Partna would take other coins than this app sends */
  mustBeListed(asset: Asset, networkName: string, call: CallSignal): Promise<void>
}

/** How long a catalog is believed. It changes when Partna adds or drops an asset. */
const catalogLifeMs = 5 * 60_000

/** Puts the parts together, with the catalog read at most once in five minutes. */
export function createSellParts(parts: Omit<SellParts, 'mustBeListed'>): SellParts {
  let known: { listed: WireAsset[]; at: number } | null = null
  const { api, now } = parts
  return {
    ...parts,
    api: {
      ...api,
      async assets(call) {
        const age = known === null ? -1 : now() - known.at
        if (known === null || age < 0 || age >= catalogLifeMs)
          known = { listed: await api.assets(call), at: now() }
        return known.listed
      },
    },
    async mustBeListed(asset, networkName, call) {
      mustBeListed(await this.api.assets(call), asset, networkName)
    },
  }
}

/** Countries always; currencies and assets once the country is known. */
export async function readSellOptions(
  { api, registry, networks }: SellParts,
  { country }: OptionsParameters,
  call: CallSignal,
): Promise<SellOptions> {
  const listed = country === undefined ? [] : await api.assets(call)
  return sellOptionsOf(listed, country, registry, networks)
}

/** The current rate, and what it leaves after the fees. */
export async function readSellQuote(
  parts: SellParts,
  request: SellRequest,
  call: CallSignal,
): Promise<SellQuote> {
  const { api, registry, networks, now } = parts
  const { asset, networkName, payout } = checkSellRequest(request, registry, networks)
  if (payout.network === null)
    throw new OfframpError({
      code: 'unsupported_operation',
      message: `Partna tells no price for ${request.cashoutCurrency} beforehand.`,
      why: 'Its page shows the price before anything is sent.',
      action: 'Open the page to see it.',
    })
  await parts.mustBeListed(asset, networkName, call)
  const { amount, cashoutCurrency } = request
  const rateKey = await api.rateKey({ from: asset.symbol, to: cashoutCurrency, amount }, call)
  const breakdown = await api.breakdown(
    {
      fromCurrency: asset.symbol,
      fromNetwork: networkName,
      fromAmount: amount,
      toCurrency: cashoutCurrency,
      toNetwork: payout.network,
      rateKey,
    },
    call,
  )
  return sellQuoteOf(breakdown, request, partnaWidget.id, now())
}
