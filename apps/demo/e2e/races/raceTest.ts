import { test as base } from '@playwright/test'
import { type RaceWorld, startRaceWorld } from './raceWorld.ts'

/** A test with a world that its worker shares: every race has an order and an address of its own in it. */
export const test = base.extend<object, { world: RaceWorld }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const world = await startRaceWorld()
      await use(world)
      await world.stop()
    },
    { scope: 'worker' },
  ],
})

/** `RACE_SEEDS=7`, `RACE_SEEDS=100-299`, or the first so many. */
export function seedsToRun(count: number): number[] {
  const [from = 1, to = from] = (process.env.RACE_SEEDS ?? `1-${count}`).split('-').map(Number)
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, at) => from + at)
}
