import type { NewsListener, OrderPublished } from '../news/newsListener.ts'

/** What a bucket gives. */
export interface Pace {
  /** Tokens a second, spread evenly: never more than these in any one second. */
  perSecond: number
  /** How many are taken at once. Default 1; 0 only tells `lateMs`. */
  tokens?: number
  /** Nothing is taken that could be used only after more ms than these. */
  withinMs: number
  /** The token before was used so many ms after its time; what comes later moves by as much. Default 0. */
  lateMs?: number
}

/** The answer of a bucket: `taken`, to be used in `waitMs`; or nothing taken, and worth asking for again in `waitMs`. */
export interface Turn {
  taken: boolean
  waitMs: number
}

/** How long a value is kept: first fresh, then marked as stale, then gone. */
export interface Keeping {
  freshMs: number
  staleMs: number
}

export interface KeptValue {
  value: string
  stale: boolean
}

/** One of the places of {@link SharedState.hold}. It frees itself when its time is over. */
export interface Hold {
  /** `false` when the place was lost: the time was over and it may be somebody else's. */
  renew(): Promise<boolean>
  release(): Promise<void>
}

/**
 * What instances share beside the store: rates, short-lived values, who is asking, and news. None of it is an order, and all of it
 * may be lost at any moment without harm: then more is asked, or something is heard later.
 *
 * Its own clock counts, not that of the instance that asks. `describeSharedConformance` of `@offrampkit/server/testing` checks all
 * of it. Methods do not reject because of a connection: an implementation that has one goes on alone as long as it must.
 */
export interface SharedState {
  /** Takes from a bucket, or tells how long to wait. Many who ask are served in the order in which they ask. */
  take(bucket: string, pace: Pace): Promise<Turn>
  /** Nobody takes from the bucket for so long. A longer pause stays. */
  pause(bucket: string, ms: number): Promise<void>

  read(key: string): Promise<KeptValue | null>
  keep(key: string, value: string, keeping: Keeping): Promise<void>

  /** One of `most` places (default 1) under this name for `ms`, or `null` while all are held. */
  hold(name: string, ms: number, most?: number): Promise<Hold | null>
  /** Counts one more under this name. The count starts anew `ms` after its first. */
  count(name: string, ms: number): Promise<number>

  /** Tells all who listen, on every instance, this one as well. News that nobody hears is not kept. */
  publish(change: OrderPublished): Promise<void>
  /** Begins with a gap where there is a connection. The result stops it. */
  listen(listener: NewsListener): () => void

  /** Lets go of connections and timers. */
  close(): Promise<void>
}

/**
 * Two hundredths more than the rate asks for: what is taken evenly is used unevenly by a few ms, and must not become one more in
 * a second.
 */
export const intervalOf = (perSecond: number): number => Math.ceil(1_020 / perSecond)
