import type { NetworkId } from '../network/network.ts'
import type {
  OrderEvent,
  RowEvent,
  RowField,
  RowState,
  StepEvent,
  TransferDifference,
  TransferEvent,
  TransferStanding,
} from './event.ts'
import { type Heard, hear, keyOf, mergeHeard, mergeRecords, sorted } from './heard.ts'

/** What was heard about one row of the provider. */
export interface RowFacts {
  states: Heard<RowState>
  fields: Readonly<Partial<Record<RowField, Heard>>>
}

/** What was heard about one transfer. The identity is (network, txHash, logIndex). */
export interface TransferFacts {
  network: NetworkId
  asset: string
  from: string
  to: string
  units: string
  txHash: string
  logIndex: number
  /** `blockHash:blockNumber:standing` → when it was seen so. */
  standings: Heard<`${string}:${number}:${TransferStanding}`>
  /** In what it is not the transfer that was asked for; absent where nothing is. */
  differs?: Heard<TransferDifference>
}

/** Everything heard about an order, joined. See {@link merge}. */
export interface OrderFacts {
  steps: Heard<StepEvent['type']>
  /** By the provider's row id. */
  rows: Readonly<Record<string, RowFacts>>
  transfers: Readonly<Record<string, TransferFacts>>
  /** `attemptId:txHash`, as reported by browsers. */
  reports: Heard
}

/** Nothing heard yet. */
export const noFacts: OrderFacts = { steps: {}, rows: {}, transfers: {}, reports: {} }

/**
 * Adds an event to the facts. Total: nothing is refused, nothing is overwritten, no order of arrival matters,
 * and hearing the same event again changes nothing. A conflict, such as a second address, is a fact too.
 *
 * @example merge(merge(noFacts, a), b) // equals merge(merge(noFacts, b), a)
 */
export function merge(facts: OrderFacts, event: OrderEvent): OrderFacts {
  return mergeFacts(facts, factsOf(event))
}

/** Joins two sets of facts, such as the server's and what this browser saw on chain. */
export function mergeFacts(a: OrderFacts, b: OrderFacts): OrderFacts {
  return {
    steps: mergeHeard(a.steps, b.steps),
    rows: mergeRecords(a.rows, b.rows, mergeRow),
    transfers: mergeRecords(a.transfers, b.transfers, mergeTransfer),
    reports: mergeHeard(a.reports, b.reports),
  }
}

function factsOf(event: OrderEvent): OrderFacts {
  switch (event.type) {
    case 'row':
      return { ...noFacts, rows: { [keyOf(event.rowId)]: rowFacts(event) } }
    case 'transfer':
      return { ...noFacts, transfers: { [transferKey(event)]: transferFacts(event) } }
    case 'report':
      return { ...noFacts, reports: hear(`${event.attemptId}:${event.txHash}`, event.at) }
    case 'opened':
    case 'returned':
    case 'cancelled':
    case 'declared':
      return { ...noFacts, steps: hear(event.type, event.at) }
  }
}

function rowFacts(event: RowEvent): RowFacts {
  const fields: Record<string, Heard> = {}
  for (const [field, value] of Object.entries(event.fields))
    if (value !== undefined && value !== '') fields[keyOf(field)] = hear(value, event.at)
  return { states: event.state === undefined ? {} : hear(event.state, event.at), fields: sorted(fields) }
}

function mergeRow(a: RowFacts, b: RowFacts): RowFacts {
  return {
    states: mergeHeard(a.states, b.states),
    fields: mergeRecords(a.fields as Record<string, Heard>, b.fields as Record<string, Heard>, mergeHeard),
  }
}

/** The identity of a transfer. What differs beside it (another amount under one log) is another transfer. */
function transferKey(event: TransferEvent): string {
  const { network, txHash, logIndex, asset, from, to, units } = event
  const rest = [txHash, logIndex, asset, from, to, units].map((part) => String(part).toLowerCase())
  // Written as JSON, so that no value can contain the border between two of them.
  return JSON.stringify([network, ...rest])
}

function transferFacts(event: TransferEvent): TransferFacts {
  return {
    network: event.network,
    asset: event.asset.toLowerCase(),
    from: event.from.toLowerCase(),
    to: event.to.toLowerCase(),
    units: event.units,
    txHash: event.txHash.toLowerCase(),
    logIndex: event.logIndex,
    standings: hear(`${event.blockHash}:${event.blockNumber}:${event.standing}` as const, event.at),
    ...(event.differs === undefined ? {} : { differs: hear(event.differs, event.at) }),
  }
}

function mergeTransfer(a: TransferFacts, b: TransferFacts): TransferFacts {
  const standings = mergeHeard(a.standings, b.standings)
  const { differs: _, ...same } = a
  if (!a.differs && !b.differs) return { ...same, standings }
  return { ...same, standings, differs: mergeHeard(a.differs ?? {}, b.differs ?? {}) }
}
