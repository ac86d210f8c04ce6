/** Which server holds the streams: ours, the least that a Fetch handler needs, or `node:http` alone. */
export type ServerKind = 'ours' | 'fetch' | 'http'

/** What the bench asks of the server's process. */
export type Question =
  /** Collects garbage and says what is left. */
  | { do: 'look' }
  /** The orders from `from` up to, not including, `to` change once. */
  | { do: 'change'; from: number; to: number }

export interface Look {
  rss: number
  heap: number
  /** Of this process so far, in ms. */
  cpu: number
  open: number
}

/** When the changes began, by the clock that both processes share. */
export interface Changed {
  at: string
}

/** Streams are asked for at this address; the order is counted from 0. */
export interface Ready {
  port: number
  orderIds: string[]
}

/** Nanoseconds since this machine started: the same in every process. */
export const now = (): bigint => process.hrtime.bigint()
