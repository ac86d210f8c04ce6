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
