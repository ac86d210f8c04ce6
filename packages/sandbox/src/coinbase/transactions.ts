import { statusError } from './errors.ts'
import { type Order, orderRow } from './order.ts'
import type { CoinbaseSettings } from './settings.ts'

const DAY = 86_400_000

/** A whole number from a query in either casing, or the default; `null` when it is not in 1–1000. */
function pageSize(query: URLSearchParams, fallback: number): number | null {
  const text = query.get('page_size') ?? query.get('pageSize')
  if (text === null) return fallback
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return size >= 1 && size <= 1000 ? size : null
}

/** One page after the row that the key names, and the key of the next. */
function page(rows: readonly Order[], query: URLSearchParams, size: number) {
  const key = query.get('page_key') ?? query.get('pageKey') ?? ''
  const start = key === '' ? 0 : rows.findIndex((o) => o.id === key) + 1
  if (key !== '' && start === 0) return null
  const shown = rows.slice(start, start + size)
  const more = start + size < rows.length
  return { shown, nextKey: more ? (shown.at(-1)?.id ?? '') : '' }
}

/** `GET /onramp/v1/sell/user/{ref}/transactions`: newest first, page size 1 unless told. */
export function listOfUser(
  rows: readonly Order[],
  query: URLSearchParams,
  settings: CoinbaseSettings,
): Response {
  if (rows.length === 0 && settings.unknownRefIs404) return statusError(404, 'not found')
  const size = pageSize(query, 1)
  const found = size === null ? null : page(rows, query, size)
  if (found === null) return statusError(400, 'invalid page_size or page_key')
  return Response.json({
    transactions: found.shown.map(orderRow),
    next_page_key: found.nextKey,
    total_count: String(settings.totalCountOfPage ? found.shown.length : rows.length),
  })
}

const startOfDay = (text: string): number | null => {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

function monthBefore(ms: number): number {
  const date = new Date(ms)
  return date.setUTCMonth(date.getUTCMonth() - 1)
}

/** `GET /onramp/v1/sell/transactions`: all of the app between two UTC days, start inclusive, end exclusive. */
export function listAll(rows: readonly Order[], query: URLSearchParams, now: number): Response {
  const tomorrow = (Math.floor(now / DAY) + 1) * DAY
  const endText = query.get('end_date') ?? query.get('endDate')
  const end = endText === null ? tomorrow : startOfDay(endText)
  if (end === null) return statusError(400, 'invalid end_date')
  const startText = query.get('start_date') ?? query.get('startDate')
  const start = startText === null ? monthBefore(end) : startOfDay(startText)
  const size = pageSize(query, 1000)
  if (start === null || size === null) return statusError(400, 'invalid start_date or page_size')
  const between = rows.filter((o) => o.createdAt >= start && o.createdAt < end).reverse()
  const found = page(between, query, size)
  if (found === null) return statusError(400, 'invalid page_key')
  return Response.json({ transactions: found.shown.map(orderRow), next_page_key: found.nextKey })
}
