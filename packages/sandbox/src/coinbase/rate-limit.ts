/**
 * A true sliding window: at most `limit` requests in any 1000 ms, per key. A refused request does not
 * count. Source of "sliding window": integration guide, 2026.
 */
export function createSlidingWindow() {
  const hits = new Map<string, number[]>()
  return {
    take(key: string, limit: number, now: number): boolean {
      const recent = (hits.get(key) ?? []).filter((at) => at > now - 1000)
      const allowed = recent.length < limit
      if (allowed) recent.push(now)
      hits.set(key, recent)
      return allowed
    },
    clear: () => hits.clear(),
  }
}
