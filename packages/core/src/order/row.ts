import type { RowField, RowState } from './event.ts'
import type { RowFacts } from './facts.ts'
import { latestOf, valuesOf } from './heard.ts'

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

/** The latest value of a field: right for what may change, such as the payout. */
export const rowField = (row: RowFacts, field: RowField): string | null => latestOf(row.fields[field])

/** Whether more than one value was heard for a field that must never change. */
export const rowConflict = (row: RowFacts, field: RowField): boolean => valuesOf(row.fields[field]).length > 1

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
