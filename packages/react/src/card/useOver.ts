import type { ClockPort } from '@offrampkit/deposit'
import { useEffect, useRef, useState } from 'react'

/**
 * Whether a moment has come by the server's clock. Draws again once, when it comes.
 *
 * @param until - milliseconds since 1970, or `null` for never
 * @param onOver - called then
 */
export function useOver(clock: ClockPort, until: number | null, onOver: () => void): boolean {
  const [over, setOver] = useState<number | null>(null)
  const latest = useRef(onOver)
  latest.current = onOver
  useEffect(() => {
    if (until === null) return
    return clock.after(until - clock.now(), () => {
      setOver(until)
      latest.current()
    })
  }, [clock, until])
  return until !== null && (over === until || !(clock.now() < until))
}
