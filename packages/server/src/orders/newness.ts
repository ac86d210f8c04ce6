import { type Heard, type OrderFacts, valuesOf } from '@offrampkit/core/order'

/**
 * Whether facts say the same. Times at which a known value was heard again do not count, as long as the value heard last
 * stays the one heard last: asking a provider every second must not write every second.
 */
export function sameFacts(a: OrderFacts, b: OrderFacts): boolean {
  return a === b || JSON.stringify(meaning(a)) === JSON.stringify(meaning(b))
}

function meaning(facts: OrderFacts): unknown {
  return [
    said(facts.steps),
    sorted(facts.rows).map(([rowId, row]) => [
      rowId,
      // The furthest counts, whichever was heard last.
      Object.keys(row.states).sort(),
      sorted(row.fields).map(([field, heard]) => [field, said(heard as Heard)]),
    ]),
    sorted(facts.transfers).map(([key, transfer]) => [
      key,
      said(transfer.standings),
      said(transfer.differs ?? {}),
    ]),
    said(facts.reports),
  ]
}

function said(heard: Heard): readonly string[] {
  return valuesOf(heard)
}

function sorted<value>(record: Readonly<Record<string, value>>): [string, value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}
