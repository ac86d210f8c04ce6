/** At most one holder per name in this browser profile. The ledger guards too: the lock alone is never trusted. */
export interface LockPort {
  /** `null` when somebody else holds it; never waits. */
  tryAcquire(name: string): Promise<(() => void) | null>
}
