/** What a race leaves to chance, from one seed. */
export interface Chance {
  /** Below `limit`. */
  int(limit: number): number
  chance(probability: number): boolean
  /** Picks by weight. */
  weighted<value>(choices: readonly (readonly [number, value])[]): value
}

/** Mulberry32 over a scrambled seed. */
export function seeded(seed: number): Chance {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    int: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
    weighted(choices) {
      let at = next() * choices.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, value] of choices) {
        at -= weight
        if (at < 0) return value
      }
      throw new Error('Nothing to pick from.')
    },
  }
}
