import type { AttemptView, OrderEvent, OrderId, OrderWithAttempts } from '@offrampkit/core/order'
import type { NewsListener } from '../news/newsListener.ts'

/** An order as it is kept: what its owner may see, and whose it is. Plain JSON: no bigint, no dates. */
export interface StoredOrder {
  /**
   * Never changed, only replaced: an order that was read may be answered as the text that it was read from. A store around another one,
   * which changes what that answers (to decrypt it, say), hands on a new object.
   */
  order: OrderWithAttempts
  /** `userId` of the `authenticate` that made it. */
  ownerId: string
  requestId: string
  /** `1` when it was made; grows by one with every write. */
  version: number
  /** When to ask the provider again without being asked, in ms since 1970; `null`: never. */
  dueAt: number | null
}

/** The server's own record that an attempt at the deposit was reserved or moved on. */
export interface AttemptEvent {
  type: 'attempt'
  at: number
  attempt: AttemptView
}

/** An event with its place: `seq` starts at 1 for each order and has no gaps, because it is given out under the CAS. */
export interface StoredEvent {
  orderId: OrderId
  seq: number
  event: OrderEvent | AttemptEvent
}

/**
 * A name that at most one order holds, for ever.
 *
 * - `request`: (owner, requestId): a lost answer never makes a second order.
 * - `row`: (provider, the provider's id): a provider's row belongs to one order.
 * - `transaction`: (network family, hash): one transfer pays one order.
 */
export interface UniqueKey {
  kind: 'request' | 'row' | 'transaction'
  scope: string
  value: string
}

export type InsertOutcome = { status: 'inserted' } | { status: 'taken'; key: UniqueKey; orderId: OrderId }

export type WriteOutcome =
  | { status: 'written' }
  /** Somebody else wrote first, or the order is gone: load again. */
  | { status: 'stale' }
  /** Another order holds one of the keys: nothing was written. */
  | { status: 'taken'; key: UniqueKey; orderId: OrderId }

export interface OrderWrite {
  /** With `version` one above `expected`. */
  next: StoredOrder
  expected: number
  /** Appended in the same transaction; the store numbers them. */
  events: readonly StoredEvent['event'][]
  /** Taken in the same transaction. A key that this order already holds is fine. */
  keys: readonly UniqueKey[]
}

/** What a worker takes to work on: the longest due of one provider. */
export interface DueClaim {
  provider: string
  /** Due at or before this time, in ms since 1970; or more than twelve hours after it, which no right clock has written. */
  before: number
  /** It is due again then, unless whoever took it says otherwise before: a worker that dies holds up nothing for good. */
  until: number
}

/** Place in a list that is sorted by `createdAt`, then `orderId`, both descending. */
export interface PagePosition {
  createdAt: number
  orderId: OrderId
}

/** What became of a webhook. `waiting` ones are tried again. */
export type InboxOutcome = 'waiting' | 'applied' | 'ignored' | 'unmatched' | 'unreadable'

/** A webhook whose signature was good, kept before it is answered. */
export interface InboxEntry {
  provider: string
  /** SHA-256 of the body, as hex: with `provider`, the identity. */
  digest: string
  /** The bytes that the signature covers; only these are ever parsed. */
  signed: Uint8Array
  receivedAt: number
  tries: number
  outcome: InboxOutcome
  /** When to try again; `null`: settled. */
  retryAt: number | null
}

/**
 * What {@link Store.claim} answers. `unfinished`: somebody else held the name before and never let go of it, so that nobody knows how far
 * they came. `taken`: somebody else holds it, for so long at most.
 */
export type ClaimOutcome = { status: 'claimed'; unfinished: boolean } | { status: 'taken'; forMs: number }

/**
 * What the server needs of a database. Four guarantees, under any number of concurrent writers and processes:
 *
 * 1. **Unique insert**: a {@link UniqueKey} and an order id are taken once.
 * 2. **Compare-and-set**: a write happens only on the expected version, and takes its events and keys with it or not at all.
 * 3. **Atomic consume**: {@link Store.consume} says `true` once for a key.
 * 4. **Claims**: {@link Store.claim} gives a name to one holder at a time.
 *
 * What a resolved promise says was done is on disk, where the store has one. `describeStoreConformance` of
 * `@offrampkit/server/testing` checks all of it. Methods may throw anything; the handler answers `store_failed`.
 */
export interface Store {
  /** Takes the order id and the keys, or nothing. */
  insertOrder(order: StoredOrder, keys: readonly UniqueKey[]): Promise<InsertOutcome>
  /** See {@link OrderWrite}. */
  compareAndSet(write: OrderWrite): Promise<WriteOutcome>
  /** Moves `dueAt` alone: no news, so no new version. Does nothing when the order's version is another one. */
  setDue(orderId: OrderId, version: number, dueAt: number | null): Promise<void>

  order(orderId: OrderId): Promise<StoredOrder | null>
  orderByKey(key: UniqueKey): Promise<StoredOrder | null>
  /** Newest first, strictly after `after`. */
  ordersOf(ownerId: string, page: { after: PagePosition | null; limit: number }): Promise<StoredOrder[]>
  /**
   * The order that is due for longest, with its `dueAt` moved to `until`, or `null`. No two callers get the same one before that,
   * and none waits for an order that is being written. It is no news: the version stays.
   */
  claimOrder(claim: DueClaim): Promise<StoredOrder | null>
  /** Events of one order with a `seq` above `after`, in order. */
  eventsAfter(orderId: OrderId, after: number, limit: number): Promise<StoredEvent[]>

  /** Keeps a webhook, once per (provider, digest). `known` comes with what is stored. */
  receiveWebhook(
    entry: InboxEntry,
  ): Promise<{ status: 'stored' } | { status: 'known'; outcome: InboxOutcome; receivedAt: number }>
  /** Does nothing once it was applied. The one write that need not be on disk: if it is lost, the webhook is worked on again. */
  settleWebhook(
    id: Pick<InboxEntry, 'provider' | 'digest'>,
    result: Pick<InboxEntry, 'tries' | 'outcome' | 'retryAt'>,
  ): Promise<void>
  /** The webhook that is due for longest, with its `retryAt` moved to `until`, or `null`: as with orders. */
  claimWebhook(claim: DueClaim): Promise<InboxEntry | null>

  /**
   * `true` for the first caller of this key, `false` for all others until `expiresAt`. It is forgotten two days after that at the
   * soonest: the clock of one caller may be ahead of the others'.
   */
  consume(key: string, expiresAt: number, now: number): Promise<boolean>
  /** Whether the key was consumed and has not expired. */
  isConsumed(key: string, now: number): Promise<boolean>

  /**
   * Holds a name for `ms` from now on, unless another holder does; the same holder claims anew, for longer or shorter. The store's own
   * clock counts, so that those who ask may have clocks that differ. A claim that lapsed is still known for a day at least: then
   * the next holder is told that the last one did not let go. With `0` ms the holder lets go without having finished.
   */
  claim(name: string, holder: string, ms: number): Promise<ClaimOutcome>
  /** Lets go of the name, having finished. Nothing happens where another holder has it. */
  dropClaim(name: string, holder: string): Promise<void>
  /** Whether anybody holds the name. */
  isClaimed(name: string): Promise<boolean>

  /**
   * Forgets webhooks that were received before `webhooks` and are settled, and consumed keys that expired before `consumed`: of each
   * up to `limit`. Orders, their events and their keys are never forgotten.
   *
   * @returns how many were
   */
  prune(times: { webhooks: number; consumed: number; limit: number }): Promise<number>

  /**
   * Where other processes write to the same data and the store can tell: hands on what any of them wrote. The result stops it.
   * Without it, a stream of one process does not hear of what another one wrote.
   */
  listen?(listener: NewsListener): () => void

  /** Loses everything with the process: for tests. Refused in production. */
  forgets?: true

  /** Lets go of files and connections. */
  close(): Promise<void>
}
