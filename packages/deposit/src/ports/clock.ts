/** Time is handed in. */
export interface ClockPort {
  /** Server time in milliseconds since 1970, as well as it is known: the last answer's `serverNow` plus monotonic time. */
  now(): number
  /** Calls back once after `ms`; the result cancels. No decision about money rests on a timer alone. */
  after(ms: number, callback: () => void): () => void
}
