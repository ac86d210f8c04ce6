import {
  type AssetRegistry,
  evmNetwork,
  isNative,
  type NetworkId,
  native,
  readAddress,
} from '@offrampkit/core'
import { digestOf } from '@offrampkit/core/deposit'
import { parseAmount } from '@offrampkit/core/money'
import { candidateOf, type Order } from '@offrampkit/core/order'

/** What a deposit does to the chain: what is looked for, whatever transaction carries it. Addresses in lower case. */
export interface Effect {
  network: NetworkId
  /** Contract address, or `native`. */
  asset: string
  from: string
  to: string
  /** Base units. */
  units: bigint
}

/** The bytes of a plain transfer. */
export interface PlainTransaction {
  to: string
  value: string
  data: string
  chainId: number
}

const transferCall = /^0xa9059cbb0{24}([0-9a-f]{40})([0-9a-f]{64})$/

/** What a plain transfer would do; `null` for any other transaction. */
export function effectOf(transaction: PlainTransaction, sender: string): Effect | null {
  const network = evmNetwork(transaction.chainId)
  const from = sender.toLowerCase()
  const data = transaction.data.toLowerCase()
  const value = BigInt(transaction.value)
  const to = transaction.to.toLowerCase()
  if (data === '0x') return { network, asset: native, from, to, units: value }
  const call = transferCall.exec(data)
  if (!call || value !== 0n) return null
  return { network, asset: to, from, to: `0x${call[1]}`, units: BigInt(`0x${call[2]}`) }
}

/** Whether a transaction asks for this deposit: the very coins, or a call of the token that names the address. */
export function asksFor(
  { to, value, data }: { to: string | null; value: bigint; data: string },
  effect: Effect,
): boolean {
  if (effect.asset === native) return to === effect.to && value === effect.units
  return to === effect.asset && data.includes(effect.to.slice(2))
}

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
