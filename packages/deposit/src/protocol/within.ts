import type { ClockPort } from '../ports/clock.ts'

/** Stops waiting after `ms`. What was begun goes on; its answer is dropped. */
export function within<value>(
  clock: ClockPort,
  ms: number,
  promise: Promise<value>,
  late: () => Error,
): Promise<value> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(late()))
    void promise.then(resolve, reject).finally(cancel)
  })
}
