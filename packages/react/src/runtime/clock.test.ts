import { expect, test } from 'vitest'
import { createServerClock } from './clock.ts'

const hour = 3_600_000
const server = 1_900_000_000_000

test('follows the server whatever the device thinks', () => {
  let steady = 0
  const clock = createServerClock(
    () => 5,
    () => steady,
  )
  clock.sync(server, clock.now())
  steady += 250
  expect(clock.now()).toBe(server + 250)
})

test('time goes on while the computer sleeps and the steady clock stands still', () => {
  let wall = server
  const clock = createServerClock(
    () => wall,
    () => 0,
  )
  clock.sync(server, clock.now())
  wall += hour
  expect(clock.now()).toBe(server + hour)
  wall -= 2 * hour
  expect(clock.now()).toBe(server)
})

test('an answer that waited while the computer slept brings no deadline further away', () => {
  let wall = server
  const clock = createServerClock(
    () => wall,
    () => 0,
  )
  const askedAt = clock.now()
  wall += hour
  clock.sync(server + 500, askedAt)
  expect(clock.now()).toBe(server + 500 + hour)
})
