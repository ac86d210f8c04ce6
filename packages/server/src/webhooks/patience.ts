import { longestDueMs } from '../orders/due.ts'
import type { InboxOutcome } from '../stores/store.ts'

/**
 * How often each is tried: with the waits between them, those that wait for a week, those about an order that nobody knows for a day.
 * Counted, because a clock that is set right must not make a webhook look old.
 *
 * What this version of the code cannot read, or takes for no news of ours, the next one may: its signature is good, and some news
 * comes in no other way. To look at it anew costs no question, and is done four times a day for a week.
 */
export const mostTries: Readonly<Record<InboxOutcome, number>> = {
  waiting: 178,
  unmatched: 34,
  applied: 0,
  ignored: 28,
  unreadable: 28,
}

const hour = 3_600_000

/** Until it is tried again after so many tries. */
export function pauseAfter(tries: number, outcome: InboxOutcome): number {
  if (outcome === 'ignored' || outcome === 'unreadable') return longestDueMs
  return Math.min(5_000 * 2 ** Math.min(tries - 1, 10), hour)
}
