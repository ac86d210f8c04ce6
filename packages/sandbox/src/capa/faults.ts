import { type FaultState, noFaults } from '../faults.ts'

/** The faults that every provider's API has, and one of an API without idempotency. */
export interface CapaFaults extends FaultState {
  /** Creates that make an order and answer 502. */
  lostCreates: number
}

export const noCapaFaults = (): CapaFaults => ({ ...noFaults(), lostCreates: 0 })

/** Uses up one count of a fault; whether it strikes now. */
export function capaStrikes(
  faults: CapaFaults,
  name: 'down' | 'rateLimited' | 'garbled' | 'lostCreates',
): boolean {
  if (faults[name] === 0) return false
  if (faults[name] > 0) faults[name] -= 1
  return true
}
