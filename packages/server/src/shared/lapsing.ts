/** A map whose entries are gone after their time. */
export interface Lapsing<value> {
  get(key: string): { value: value; until: number } | undefined
  set(key: string, value: value, until: number): void
  delete(key: string): void
}

/** Bounded: when it is full, what has lapsed is swept out, and then what was written longest ago. */
export function lapsing<value>(now: () => number, most = 10_000): Lapsing<value> {
  const kept = new Map<string, { value: value; until: number }>()

  function sweep(): void {
    for (const [key, { until }] of kept) if (until <= now()) kept.delete(key)
    for (const key of kept.keys()) {
      if (kept.size <= most * 0.9) return
      kept.delete(key)
    }
  }

  return {
    get(key) {
      const found = kept.get(key)
      if (!found || found.until > now()) return found
      kept.delete(key)
      return undefined
    },
    set(key, value, until) {
      kept.delete(key)
      kept.set(key, { value, until })
      if (kept.size > most) sweep()
    },
    delete: (key) => void kept.delete(key),
  }
}
