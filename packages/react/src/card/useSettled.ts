import type { ClockPort } from '@offrampkit/deposit'
import { useEffect, useState } from 'react'

/** Whether something has stood still for a while, such as what is being typed. What is there first has. */
export function useSettled(key: string, ms: number, clock: ClockPort): boolean {
  const [settled, setSettled] = useState(key)
  useEffect(() => {
    if (settled !== key) return clock.after(ms, () => setSettled(key))
  }, [settled, key, ms, clock])
  return settled === key
}
