import { isDecimal } from '../money/amount.ts'
import type { RowField, RowState } from './event.ts'
import type { RowFacts } from './facts.ts'
import { valuesOf } from './heard.ts'

/**
 * How far each state is. The furthest one heard counts, whatever the order of arrival.
 * `received` outranks `expired`: a deposit that came late was still received.
 */
const rank: Record<RowState, number> = {
  unknown: 0,
  pending: 1,
  waiting: 2,
  expired: 3,
  cancelled: 4,
  received: 5,
  processing: 6,
  failed: 7,
  paid: 8,
}

/** Where the row stands. An unknown word of the provider never advances and never fails it. */
export function rowState(row: RowFacts): RowState {
  return valuesOf(row.states).reduce<RowState>(
    (best, state) => (rank[state] > rank[best] ? state : best),
    'unknown',
  )
}

/**
 * The value of a field that counts: the latest one, which is right for what may change, such as the payout.
 * Of the times that bound a deposit the earliest counts, so that a deadline never moves out and a stale row stays stale.
 */
export function rowField(row: RowFacts, field: RowField): string | null {
  const values = valuesOf(row.fields[field])
  if (field !== 'createdAt' && field !== 'orderExpiresAt') return values[0] ?? null
  const times = values.map(readTime).filter((time) => time !== null)
  return times.length > 0 ? String(Math.min(...times)) : (values[0] ?? null)
}

/** When anything was first heard of this row, in ms; never, for a row of which nothing was. */
export function rowFirstHeard(row: RowFacts): number {
  let earliest = Number.POSITIVE_INFINITY
  for (const heard of [row.states, ...Object.values(row.fields)])
    for (const [first] of Object.values(heard)) earliest = Math.min(earliest, first)
  return earliest
}

/**
 * Whether more than one value was heard for a field that must never change. The same address in other letter case, and
 * `25` beside `25.0`, are one value.
 */
export function rowConflict(row: RowFacts, field: RowField): boolean {
  const values = valuesOf(row.fields[field])
  return values.length > 1 && new Set(values.map((value) => meaning(field, value))).size > 1
}

function meaning(field: RowField, value: string): string {
  if (field === 'amount')
    return isDecimal(value) ? value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : value
  if (field === 'to' || field === 'from' || field === 'txHash')
    return /^0x[0-9a-f]+$/i.test(value) ? value.toLowerCase() : value
  return value
}

/** Milliseconds since 1970 from a row's text, or `null` when it tells no time. */
export function readTime(text: string | null | undefined): number | null {
  return text != null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}

/**
 * A row of the provider in the kit's words, flattened: what {@link bindDeposit} decides on.
 * `conflicts` names the fields for which several values were heard.
 */
export interface DepositCandidate {
  rowId: string
  state: RowState
  fields: Readonly<Partial<Record<RowField, string>>>
  conflicts: readonly RowField[]
}

/** Flattens a row; see {@link rowField} for which of several values counts. */
export function candidateOf(rowId: string, row: RowFacts): DepositCandidate {
  const fields: Partial<Record<RowField, string>> = {}
  const conflicts: RowField[] = []
  for (const field of Object.keys(row.fields) as RowField[]) {
    const value = rowField(row, field)
    if (value !== null) fields[field] = value
    if (rowConflict(row, field)) conflicts.push(field)
  }
  return { rowId, state: rowState(row), fields, conflicts }
}
