import type { Asset, Network } from '@offrampkit/core'

/** What the race page is told about the world. */
export interface RaceSettings {
  networks: readonly Network[]
  assets: readonly Asset[]
  rpcUrls: Readonly<Record<string, string>>
}

/** One order to race for. */
export interface RaceOrder {
  orderId: string
  /** Whose it is: the page says so in a header. */
  user: string
  sender: string
  /** Its own deposit address. */
  to: string
  chainId: number
}

/** What the page asks of the wallet that outlives it. */
export interface WalletAsk {
  method: string
  params: readonly unknown[]
  /** The attempt whose review is shown, for the count of requests per attempt. */
  attemptId: string | null
}

/** What the wallet answers, in words that survive the way between two processes. */
export type WalletAnswer = { result: unknown } | { error: { code: number; message: string } }

/** What the driver reaches on the race page beside its buttons. */
export interface RaceHandle {
  /** Reads everything anew, as a page does when it comes back to the front. */
  refresh(): Promise<void>
  /** Settled when the last click on "review" came to an end, well or not. */
  reviewed(): Promise<void>
  /** The click on "send", in the caller's own tick. */
  send(): void
}
