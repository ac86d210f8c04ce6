import { identityOf, type OrderWithAttempts } from '@offrampkit/core/order'

/** More than a sale ever has. */
const most = 8

/** Hashes that were named for an order. */
export interface NamedHashes {
  /** By the provider, the server or another browser: places to look at, no more. */
  hashes: string[]
  /** By the provider's own rows of this order. */
  vouched: string[]
}

/**
 * What was named for this order. What rows of other sales name (a provider's list is often the whole history) is not among
 * it.
 */
export function namedHashes(order: OrderWithAttempts, attemptId?: string): NamedHashes {
  const { rows, reports } = order.facts
  const vouched = Object.entries(rows)
    .filter(([rowId, row]) => identityOf(rowId, row, order) !== 'foreign')
    .flatMap(([, row]) => Object.keys(row.fields.txHash ?? {}))
  const reported = Object.keys(reports).map((key) => key.slice(key.indexOf(':') + 1))
  const known = order.attempts.flatMap((attempt) =>
    attempt.attemptId === attemptId && attempt.txHash ? [attempt.txHash] : [],
  )
  return { hashes: clean([...vouched, ...reported, ...known]), vouched: clean(vouched) }
}

const clean = (hashes: readonly string[]): string[] =>
  [...new Set(hashes.map((hash) => hash.toLowerCase()))]
    .filter((hash) => /^0x[0-9a-f]{64}$/.test(hash))
    .slice(0, most)
