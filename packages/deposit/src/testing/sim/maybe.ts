/** A value, or one that takes real time. Only what really takes time is waited for. */
export type Maybe<value> = value | Promise<value>

export const isPromise = <value>(value: Maybe<value>): value is Promise<value> => value instanceof Promise

/** Goes on at once where nothing has to be waited for. */
export function whenDone<before, after>(
  value: Maybe<before>,
  next: (value: before) => Maybe<after>,
): Maybe<after> {
  return isPromise(value) ? value.then(next) : next(value)
}

/** Does one after the other, and waits where something has to be waited for. */
export function inTurn<item>(
  items: readonly item[],
  work: (item: item) => Maybe<void>,
  first = 0,
): Maybe<void> {
  for (let at = first; at < items.length; at += 1) {
    const done = work(items[at] as item)
    if (isPromise(done)) return done.then(() => inTurn(items, work, at + 1))
  }
}
