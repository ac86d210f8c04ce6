import { seededRandom } from '../../src/testing/storeSamples.ts'

/** Draws of one run. The same seed draws the same; who draws first is up to the machine. */
export interface Chance {
  happens(probability: number): boolean
  /** A whole number from 0. */
  below(end: number): number
}

export function seededChance(seed: number): Chance {
  const random = seededRandom(seed)
  return {
    happens: (probability) => random() < probability,
    below: (end) => Math.floor(random() * end),
  }
}
