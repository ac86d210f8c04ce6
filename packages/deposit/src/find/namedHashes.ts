import { identityOf, type OrderWithAttempts } from '@offrampkit/core/order'

/** More than a sale ever has. */
const most = 8

/**
 * Hashes that the provider, the server or another browser named for this order: places to look at, no more. What rows of
 * other sales name (a provider's list is often the whole history) is not among them.
 */
export function namedHashes(order: OrderWithAttempts, attemptId?: string): string[] {
  const { rows, reports } = order.facts
  const named = [
    ...Object.entries(rows)
      .filter(([rowId, row]) => identityOf(rowId, row, order) !== 'foreign')
      .flatMap(([, row]) => Object.keys(row.fields.txHash ?? {})),
    ...Object.keys(reports).map((key) => key.slice(key.indexOf(':') + 1)),
    ...order.attempts.flatMap((known) =>
      known.attemptId === attemptId && known.txHash ? [known.txHash] : [],
    ),
  ]
  return [...new Set(named.map((hash) => hash.toLowerCase()))]
    .filter((hash) => /^0x[0-9a-f]{64}$/.test(hash))
    .slice(0, most)
}
