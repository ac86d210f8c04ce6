import { describe, expect, test } from 'vitest'
import { faultKinds } from './faults.ts'
import { runMany } from './sum.ts'

/** A share of the schedules of a test run: several files of it run beside each other. */
export function testSchedules(first: number, count: number): void {
  describe(`${count} schedules from seed ${first} on`, () => {
    const sum = runMany(first, count)
    sum.catch(() => undefined)

    test('send at most once, the right thing, in time, and nothing false is said about it', async () => {
      expect((await sum).violations).toEqual([])
    }, 300_000)

    test('do send: a suite in which nothing happens proves nothing', async () => {
      const { asked, sent, offered, resolvedMs } = await sum
      expect(offered).toBeGreaterThan(count * 0.01)
      expect(asked).toBeGreaterThan(count * 0.6)
      expect(sent).toBeGreaterThan(count * 0.3)
      expect(resolvedMs.length).toBeGreaterThan(count * 0.08)
    })

    test('hold every fault that there is', async () => {
      const { faults } = await sum
      expect(faultKinds.filter((kind) => faults[kind] === 0)).toEqual([])
    })
  })
}
