import type { Order } from '@offrampkit/core/order'
import type { ProviderMarks } from '@offrampkit/core/provider'
import type { CallSignal } from '../upstream.ts'
import type { CapaApi } from './api.ts'
import type { WireTransaction } from './wire/transaction.ts'

const keepMs = 7 * 24 * 3_600_000

/**
 * Tells Capa the hash of a deposit, once. Whether they need it is not documented: it "helps to locate the deposit". What failed is
 * told again with the next look at the order, for as long as they still wait.
 *
 * @returns what they say of the transaction now, or `null` when they were told before
 */
export async function tellHash(
  { api, marks, now }: { api: CapaApi; marks: ProviderMarks; now: () => number },
  rowId: string,
  txHash: string,
  call: CallSignal,
): Promise<WireTransaction | null> {
  const key = `capa:told:${rowId}:${txHash}`
  if (await marks.has(key)) return null
  const row = await api.execute(rowId, txHash, call)
  await marks.take(key, now() + keepMs)
  return row.id === rowId ? row : null
}

/** Hashes of what was sent for this row, or tried: what the chain showed at its address, then what browsers told. */
export function hashesOf(order: Order, rowId: string): readonly string[] {
  const told = order.facts.rows[rowId]?.fields.to ?? {}
  const addresses = Object.keys(told).map((address) => address.toLowerCase())
  const seen = Object.values(order.facts.transfers)
    .filter((transfer) => transfer.differs === undefined && addresses.includes(transfer.to.toLowerCase()))
    .map((transfer) => transfer.txHash)
  const reported = Object.keys(order.facts.reports).map((key) => key.slice(key.indexOf(':') + 1))
  return [...new Set([...seen, ...reported])].filter((hash) => hash !== '').slice(0, 5)
}
