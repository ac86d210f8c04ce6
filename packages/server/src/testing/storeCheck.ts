import type { Store } from '../stores/store.ts'

/** One demand on every store. Rejects where it is not met. */
export type StoreCheck = (under: {
  store: Store
  /** Another connection to the same data; the same store where there can be none. */
  again: () => Promise<Store>
  /** Whether data outlives a connection. */
  durable: boolean
}) => Promise<void>
