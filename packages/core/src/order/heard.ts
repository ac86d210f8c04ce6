/**
 * Every value that was heard for one field, with the first and last time it was heard (ms).
 *
 * Nothing is overwritten, so joining two of them is total, commutative, associative and idempotent;
 * a second value is not lost: it is a conflict that somebody can see.
 */
export type Heard<value extends string = string> = Readonly<Partial<Record<value, readonly [number, number]>>>

/** A Heard with one value. */
export function hear<value extends string>(value: value, at: number): Heard<value> {
  return { [keyOf(value)]: [at, at] } as unknown as Heard<value>
}

/**
 * The text as the key of a record. `__proto__` gets a space behind it: parsers and copies drop that key, and a fact that
 * only some of them keep would look different on every device.
 */
export function keyOf(text: string): string {
  return text === '__proto__' ? '__proto__ ' : text
}

/** The union, with the earliest first and the latest last time of each value. */
export function mergeHeard<value extends string>(a: Heard<value>, b: Heard<value>): Heard<value> {
  const merged = Object.create(null) as Record<string, readonly [number, number]>
  for (const side of [a, b])
    for (const [key, span] of Object.entries(side) as [string, readonly [number, number]][]) {
      const known = merged[key]
      merged[key] = known ? [Math.min(known[0], span[0]), Math.max(known[1], span[1])] : span
    }
  return sorted(merged) as Heard<value>
}

/** All values, the one heard last first; ties by text, so that every device agrees. */
export function valuesOf<value extends string>(heard: Heard<value> | undefined): value[] {
  const known = Object.keys(heard ?? {}) as value[]
  // Nearly always: and every status asks for every field.
  if (known.length < 2) return known
  return (Object.entries(heard ?? {}) as [value, readonly [number, number]][])
    .sort(([x, a], [y, b]) => b[1] - a[1] || (x < y ? -1 : 1))
    .map(([value]) => value)
}

/** The value heard last, or `null`. */
export function latestOf<value extends string>(heard: Heard<value> | undefined): value | null {
  return valuesOf(heard)[0] ?? null
}

/** The value heard first, or `null`. */
export function firstOf<value extends string>(heard: Heard<value> | undefined): value | null {
  const entries = Object.entries(heard ?? {}) as [value, readonly [number, number]][]
  entries.sort(([x, a], [y, b]) => a[0] - b[0] || (x < y ? -1 : 1))
  return entries[0]?.[0] ?? null
}

/** Merges two records key by key. */
export function mergeRecords<value>(
  a: Readonly<Record<string, value>>,
  b: Readonly<Record<string, value>>,
  join: (x: value, y: value) => value,
): Readonly<Record<string, value>> {
  const merged = Object.create(null) as Record<string, value>
  for (const [key, value] of Object.entries(a)) merged[key] = value
  for (const [key, value] of Object.entries(b))
    merged[key] = key in merged ? join(merged[key] as value, value) : value
  return sorted(merged)
}

/** Keys in order, so that equal facts are equal JSON; a plain object again, so that they compare as plain data. */
export function sorted<value>(record: Record<string, value>): Record<string, value> {
  return Object.fromEntries(Object.entries(record).sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0)))
}
