import type { ClockPort } from '@offrampkit/deposit'
import { useEffect, useReducer } from 'react'

/**
 * Whether a moment has come by the server's clock. Draws again each second, and is read again at each use: a computer that
 * slept must not hand out an address whose time is over.
 *
 * @param until - milliseconds since 1970, or `null` for never
 */
export function useTimeUp(clock: ClockPort, until: number | null): () => boolean {
  const [, draw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(draw, 1_000)
    return () => clearInterval(timer)
  }, [])
  // Written so that a clock that tells no time (NaN) says that it is over.
  return () => until !== null && !(clock.now() < until)
}
