import type { OfframpError } from '@offrampkit/core'
import { describe, expect, it } from 'vitest'
import { createServerClock } from './serverClock.ts'

const hour = 3_600_000
const day = 24 * hour

/** A machine whose clock may be off, and hosts that answer with a time of their own. */
function machine() {
  const start = Date.UTC(2026, 10, 21)
  const state = { offMs: 0, passed: 0 }
  const errors: OfframpError[] = []
  const wall = () => start + state.passed + state.offMs
  const clock = createServerClock({
    wall,
    steady: () => state.passed,
    onWrong: (error) => errors.push(error),
  })
  const hear = (host: string, aheadMs: number, status = 200) => {
    const headers = { date: new Date(start + state.passed + aheadMs).toUTCString() }
    return clock.listensTo(async () => new Response('x', { status, headers }))(`https://${host}.example/v1`)
  }
  /** How far ahead of the true time it goes by. */
  const ahead = () => clock.now() - (start + state.passed)
  return { state, errors, hear, ahead, clock, wall }
}

describe('the time of an answer', () => {
  it.each([502, 404, 429])('with status %s does not count: it may be somebody else’s', async (status) => {
    const { hear, ahead, errors } = machine()
    await hear('a', hour, status)
    expect(ahead()).toBe(0)
    expect(errors).toEqual([])
  })

  it('of another year is not believed, which is said once', async () => {
    const { hear, ahead, errors, state } = machine()
    for (let times = 0; times < 3; times++) await hear('a', 74 * 365 * day)
    state.passed += 60_000
    expect(ahead()).toBe(0)
    expect(errors).toHaveLength(1)
    expect(errors[0]?.message).toContain('too much to be believed')
  })

  it('counts up to a day for a machine that is behind, and moves on', async () => {
    for (const behind of [5 * 60_000, hour, day]) {
      const { hear, ahead, state, clock, wall } = machine()
      state.offMs = -behind
      await hear('a', 0)
      state.passed += 10 * hour
      expect(ahead()).toBe(0)
      expect(clock.wall()).toBe(wall())
      // Set back by more than is believable: as if nobody had said anything.
      state.offMs = -3 * day
      expect(ahead()).toBe(-3 * day)
    }
  })

  it('that no other host shares does not count where another agrees with the machine', async () => {
    const { hear, ahead } = machine()
    await hear('odd', hour)
    expect(ahead()).toBe(hour)
    await hear('right', 0)
    expect(ahead()).toBe(0)
    await hear('odd', 2 * hour)
    expect(ahead()).toBe(0)
  })

  it('does not count where two others agree, and the machine is behind', async () => {
    const { hear, ahead, state } = machine()
    state.offMs = -hour
    await hear('odd', 5 * hour)
    await hear('right', 0)
    // No two agree: the latest ends orders, and sends nothing.
    expect(ahead()).toBe(5 * hour)
    await hear('too', 2_000)
    expect(ahead()).toBe(2_000)
    await hear('odd', -5 * hour)
    expect(ahead()).toBe(2_000)
  })

  it('counts no more once the same host says another', async () => {
    const { hear, ahead } = machine()
    await hear('a', 20 * hour)
    expect(ahead()).toBe(20 * hour)
    await hear('a', 0)
    expect(ahead()).toBe(0)
  })
})
