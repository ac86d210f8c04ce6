/** Everything that a schedule leaves to chance, from one seed. */
export interface Random {
  /** Below `limit`. */
  int(limit: number): number
  chance(probability: number): boolean
  pick<value>(values: readonly value[]): value
  /** Picks by weight; a weight of zero is never picked. */
  weighted<value>(choices: readonly (readonly [number, value])[]): value
  bytes(length: number): Uint8Array
}

/** Mulberry32 with a scrambled seed: 32 bits of state are plenty for a schedule. */
export function seeded(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (limit: number) => Math.floor(next() * limit)
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (values) => values[int(values.length)] as (typeof values)[number],
    weighted(choices) {
      const total = choices.reduce((sum, [weight]) => sum + weight, 0)
      let at = next() * total
      for (const [weight, value] of choices) {
        at -= weight
        if (at < 0) return value
      }
      throw new Error('Nothing to pick from.')
    },
    bytes: (length) => Uint8Array.from({ length }, () => int(256)),
  }
}
