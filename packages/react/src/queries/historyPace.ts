import { type InfiniteData, replaceEqualDeep } from '@tanstack/react-query'
import type { GetOfframpHistoryReturnType } from '../actions/getOfframpHistory.ts'
import { shareStatus } from './statusPace.ts'

type Pages = InfiniteData<GetOfframpHistoryReturnType, string | null>

/** A list is a table of contents: whoever watches one order opens it, and reads that one faster. */
const firstPageMs = 15_000

/** Until the next look, while any order of the list goes on; each page that is on show is another request. */
export function historyInterval(query: { state: { data: Pages | undefined } }): number | false {
  const pages = query.state.data?.pages ?? []
  const live = pages.some(({ items }) => items.some(({ stage }) => !stage.terminal))
  return live ? firstPageMs * pages.length : false
}

/** Keeps each order's old object while nothing but the server's clock has moved, so that nothing renders. */
export function shareHistory(before: unknown, after: unknown): unknown {
  const [old, next] = [before, after] as [Pages | undefined, Pages]
  if (!old) return next
  const known = new Map(
    old.pages.flatMap(({ items }) => items.map((item) => [item.order.orderId, item] as const)),
  )
  const pages = next.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => shareStatus(known.get(item.order.orderId), item)),
  }))
  return replaceEqualDeep(old, { ...next, pages })
}
