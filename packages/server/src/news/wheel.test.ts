import { expect, it, vi } from 'vitest'
import { handTimers } from '../../test/handTimers.ts'
import { createWheel } from './wheel.ts'

const item = (due: () => void = () => undefined) => ({ second: 0, due: vi.fn(due) })

it('is due in its second, once, over one timer for all', () => {
  const timers = handTimers()
  const wheel = createWheel(timers.after)
  const items = Array.from({ length: 100 }, () => item())
  for (const [at, one] of items.entries()) wheel.put(one, 1 + (at % 3))
  expect(timers.waits()).toEqual([1_000])
  for (const due of [34, 67, 100, 100]) {
    timers.pass()
    expect(items.filter((one) => one.due.mock.calls.length === 1)).toHaveLength(due)
  }
  expect(timers.waits()).toEqual([])
})

it('turns again for whatever comes after it had stopped', () => {
  const timers = handTimers()
  const wheel = createWheel(timers.after)
  const [one, other] = [item(), item()]
  wheel.put(one, 1)
  timers.pass()
  wheel.put(other, 2)
  timers.pass()
  expect(other.due).not.toHaveBeenCalled()
  timers.pass()
  expect(other.due).toHaveBeenCalledTimes(1)
  expect(one.due).toHaveBeenCalledTimes(1)
})

it('forgets what is dropped, also by another one in the same second, and stops with the last', () => {
  const timers = handTimers()
  const wheel = createWheel(timers.after)
  const other = item()
  const one = item(() => wheel.drop(other))
  wheel.put(one, 1)
  wheel.put(other, 1)
  timers.pass()
  expect(other.due).not.toHaveBeenCalled()
  expect(timers.waits()).toEqual([])
  wheel.put(one, 9)
  wheel.drop(one)
  wheel.drop(one)
  expect(timers.waits()).toEqual([])
})

it('takes what is put again for what it is now, and never as due at once', () => {
  const timers = handTimers()
  const wheel = createWheel(timers.after)
  const again = item(() => wheel.put(again, 0.2))
  wheel.put(again, 5)
  wheel.put(again, 1)
  for (let second = 1; second <= 3; second++) {
    timers.pass()
    expect(again.due).toHaveBeenCalledTimes(second)
  }
})
