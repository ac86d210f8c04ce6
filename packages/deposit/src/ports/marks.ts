/**
 * Synchronous notes (localStorage): `prompting:<attemptId>` is a hint for wording only; `disarmed:<attemptId>` is proof P3
 * when it was written while the attempt had not been fired. A missing note proves nothing.
 */
export interface MarksPort {
  set(key: string): void
  has(key: string): boolean
}
