import * as z from 'zod/mini'
import { own, readAs, record, unreadable, unwrap, word } from '../wire.ts'

const entrySchema = record({ contractAddress: z.optional(word), decimals: word })

/** One asset as `GET /supported/assets` lists it. */
export interface WireAsset {
  currency: string
  network: string
  /** Absent for a network's own coin. */
  contractAddress: string | undefined
  /** As text. */
  decimals: string
}

/**
 * The assets of one environment: `byCurrency[USDC][celo]`, or the same turned around under `byNetWork` (their spelling).
 * Entries that cannot be read are left out; an answer without a readable one is unreadable.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function readAssets(body: unknown): WireAsset[] {
  const data = unwrap(body)
  const byCurrency = pairsOf(own(data, 'byCurrency')).map(([currency, network, entry]) => ({
    currency,
    network,
    entry,
  }))
  const byNetwork = pairsOf(own(data, 'byNetWork') ?? own(data, 'byNetwork'))
  const all =
    byCurrency.length > 0
      ? byCurrency
      : byNetwork.map(([network, currency, entry]) => ({ currency, network, entry }))
  const assets = all.flatMap(({ currency, network, entry }) => {
    const read = readAs(entrySchema, entry)
    return read === null ? [] : [{ currency, network, ...read, contractAddress: read.contractAddress }]
  })
  if (assets.length === 0) throw unreadable('what it buys')
  return assets
}

function pairsOf(table: unknown): [string, string, unknown][] {
  if (typeof table !== 'object' || table === null) return []
  return Object.entries(table).flatMap(([outer, inner]) =>
    typeof inner === 'object' && inner !== null
      ? Object.entries(inner).map(([name, entry]): [string, string, unknown] => [outer, name, entry])
      : [],
  )
}
