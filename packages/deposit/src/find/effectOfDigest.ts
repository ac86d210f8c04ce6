import { type AssetRegistry, isNative, type NetworkId, native, readAddress } from '@offrampkit/core'
import { digestOf } from '@offrampkit/core/deposit'
import { parseAmount } from '@offrampkit/core/money'
import { candidateOf, type Order } from '@offrampkit/core/order'
import type { Effect } from './effect.ts'

/**
 * What an attempt of another device was to do, found among the order's rows by its digest; `null` if no row gives it.
 * Also right after the order has ended, when nothing binds any more.
 */
export function effectOfDigest(order: Order, registry: AssetRegistry, digest: string): Effect | null {
  for (const [rowId, row] of Object.entries(order.facts.rows)) {
    const { fields } = candidateOf(rowId, row)
    const network = (fields.network ?? order.request.network) as NetworkId
    const asset = registry.bySymbol(network, fields.asset ?? order.request.asset)
    if (!asset) continue
    const amounts = Object.keys(row.fields.amount ?? {})
    for (const told of Object.keys(row.fields.to ?? {}))
      for (const amount of amounts) {
        const to = readAddress(network, told)
        const units = unitsOf(amount, asset.decimals)
        if (to === null || units === null) continue
        for (const from of [order.sender, null]) {
          const parts = { orderId: order.orderId, rowId, asset, to, memo: fields.memo ?? null, from, units }
          if (digestOf(parts) !== digest) continue
          return {
            network,
            asset: isNative(asset) ? native : asset.address.toLowerCase(),
            from: order.sender.toLowerCase(),
            to: to.toLowerCase(),
            units,
          }
        }
      }
  }
  return null
}

function unitsOf(amount: string, decimals: number): bigint | null {
  try {
    return parseAmount(amount, decimals)
  } catch {
    return null
  }
}
