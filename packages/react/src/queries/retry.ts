import { isOfframpError } from '@offrampkit/core'

/** Whoever is told to wait longer sees why, instead of a page that seems to hang. */
const longestWaitMs = 10_000

/** A read is asked again twice where that can help and is soon; a refusal is not asked again. */
export function retryRead(failures: number, error: Error): boolean {
  if (!isOfframpError(error)) return failures < 2
  return failures < 2 && error.retryable && (error.retryAfterMs ?? 0) <= longestWaitMs
}

/** As long as the server says, and otherwise a second, then two. */
export function retryReadDelay(failures: number, error: Error): number {
  const told = isOfframpError(error) ? (error.retryAfterMs ?? 0) : 0
  return Math.max(told, 1_000 * 2 ** Math.min(failures, 4))
}

/** A price that is marked as a moment old is asked for again soon. */
export function untilFresh(stale: boolean | undefined): number | false {
  return stale ? 2_000 : false
}
