import { isOfframpError } from '@offrampkit/core'
import type { RandomBytes } from '@offrampkit/core/order'

/** Waits for so many ms. */
export type Sleep = (ms: number) => Promise<void>

const [shortest, longest] = [150, 450]

/** Before a read is asked again: a moment, not the same for all, so that those who failed together do not come back together. */
export function jittered(random: RandomBytes): number {
  const [byte = 0] = random(1)
  return shortest + Math.round((byte / 255) * (longest - shortest))
}

/** Nobody answered, and nobody said to wait longer: a read may be asked again. */
export function mayGoBetter(error: unknown): boolean {
  return (
    isOfframpError(error) && error.code === 'provider_unavailable' && (error.retryAfterMs ?? 0) <= longest
  )
}
