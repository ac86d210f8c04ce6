/** Ways in which a provider's API is made unwell. Counts go down by one per request; -1 means until changed. */
export interface FaultState {
  /** Requests still answered with 503. */
  down: number
  /** Requests still answered with 429. */
  rateLimited: number
  /** Added to every answer. */
  slowMs: number
  /** Requests still answered with a 200 that is not JSON. */
  garbled: number
}

export const noFaults = (): FaultState => ({ down: 0, rateLimited: 0, slowMs: 0, garbled: 0 })

/** Uses up one count of a fault; whether it strikes now. */
export function strikes(state: FaultState, fault: 'down' | 'rateLimited' | 'garbled'): boolean {
  if (state[fault] === 0) return false
  if (state[fault] > 0) state[fault] -= 1
  return true
}

/** Changes faults in place; unknown names and anything but whole numbers from -1 up are a `TypeError`. */
export function applyFaults(state: FaultState, patch: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(patch)) {
    if (!(name in state) || !Number.isSafeInteger(value) || (value as number) < -1) {
      throw new TypeError(`"${name}" is not a fault, or its value is not a whole number from -1 up.`)
    }
  }
  Object.assign(state, patch)
}
