import type { NetworkId } from '../network/network.ts'

/** Where a provider's row stands, in the kit's words. Each provider maps its own words to these. */
export type RowState =
  | 'unknown'
  | 'pending'
  | 'waiting'
  | 'received'
  | 'processing'
  | 'paid'
  | 'failed'
  | 'expired'
  | 'cancelled'

/**
 * What a row may tell. All text: amounts are decimals in display units, times are milliseconds since 1970.
 * A field that the provider left out or sent as one of its empties is absent.
 */
export type RowField =
  | 'network'
  | 'asset'
  | 'to'
  | 'memo'
  | 'from'
  | 'amount'
  | 'amountCurrency'
  | 'amountKind'
  | 'txHash'
  | 'createdAt'
  | 'orderExpiresAt'
  | 'priceExpiresAt'
  | 'payout'
  | 'payoutCurrency'
  | 'receiveAtLeast'
  | 'receiveAtLeastCurrency'
  | 'method'
  | 'reason'

/** Where a fact was heard. It changes no meaning; it is kept for people who look into an order. */
export type EventSource = 'webhook' | 'poll' | 'chain' | 'browser' | 'server'

interface Said {
  /** When we heard it, in milliseconds since 1970, by the clock of whoever heard it. */
  at: number
  source: EventSource
}

/** The provider told something about one of its rows. */
export interface RowEvent extends Said {
  type: 'row'
  /** The provider's own id of its order or transaction. */
  rowId: string
  /** Absent when a partial message says nothing about it. */
  state?: RowState
  fields: Readonly<Partial<Record<RowField, string>>>
}

/** A transfer on chain that has to do with this order. */
export interface TransferEvent extends Said {
  type: 'transfer'
  network: NetworkId
  /** Contract address or `native`. */
  asset: string
  from: string
  to: string
  /** Base units as decimal text. */
  units: string
  txHash: string
  /** `-1` for native coin. */
  logIndex: number
  blockNumber: number
  blockHash: string
  standing: TransferStanding
  /** What is not as it was asked for. Such a transfer never counts as the deposit, and a person has to look at it. */
  differs?: TransferDifference
}

/**
 * In what a transaction is another than the one that the wallet was asked for: on another network, to another address,
 * of another asset or amount, from another account, or with other call data.
 */
export type TransferDifference = 'network' | 'recipient' | 'asset' | 'amount' | 'sender' | 'data'

/** `reorged`: the block that held it is no longer part of the chain. */
export type TransferStanding = 'included' | 'final' | 'reorged'

/** A browser says that its wallet answered with this hash. A hint until the chain shows it. */
export interface ReportEvent extends Said {
  type: 'report'
  attemptId: string
  txHash: string
}

/**
 * The hosted flow was opened, or the user came back from it, or the order was cancelled at the provider, or the user says
 * that they sent the deposit by hand (`declared`): their word, which proves nothing.
 */
export interface StepEvent extends Said {
  type: 'opened' | 'returned' | 'cancelled' | 'declared'
}

/** A provider-neutral fact about an order. */
export type OrderEvent = RowEvent | TransferEvent | ReportEvent | StepEvent
