import { evmNetwork, type NetworkId, native } from '@offrampkit/core'

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
