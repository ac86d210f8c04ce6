import { beforeEach, expect, it } from 'vitest'
import { type SteeredClock, steerClock } from './clock.ts'
import { createDelivery } from './delivery.ts'
import { stillClock } from './test/harness.ts'

let heard: string[]
let status: number
let clock: SteeredClock

const queueOf = () =>
  createDelivery<{ name: string; odd?: boolean }, 'odd'>({
    clock,
    fetch: async (_, init) => {
      heard.push(String(init?.body))
      return new Response(null, { status })
    },
    ownFaults: ['odd'],
    retryAfterMs: (attempts) => (attempts < 3 ? 1000 : null),
    write: async ({ name }) => ({ url: 'http://127.0.0.1:9/', body: name }),
  })

beforeEach(() => {
  heard = []
  status = 200
  clock = steerClock(stillClock())
})

it('tells each of an event’s listeners, and counts the event once', async () => {
  const queue = queueOf()
  queue.setFaults({ duplicate: 1 })
  queue.queue({ name: 'a' }, { name: 'b' })
  queue.queue({ name: 'c' })
  await queue.deliver()
  expect(heard).toEqual(['a', 'a', 'b', 'b', 'c'])
})

it('tells again after the provider’s wait, until it gives up, and anew when it is asked to', async () => {
  status = 500
  const queue = queueOf()
  queue.queue({ name: 'a' })
  for (const ms of [0, 999, 1, 1000, 60_000]) {
    clock.advance(ms)
    await queue.deliver()
  }
  expect(queue.list()).toMatchObject([{ state: 'gave-up', statuses: [500, 500, 500] }])
  status = 200
  for (const one of queue.list()) queue.again(one)
  await queue.deliver()
  expect(queue.list()).toMatchObject([{ state: 'delivered', attempts: 1 }])
})

it('has the faults of all providers and those of its own, which end with their count', async () => {
  const queue = queueOf()
  queue.setFaults({ odd: 1, drop: 1, hold: true, delayMs: 5 })
  queue.queue({ name: 'dropped', odd: queue.strikes('odd') })
  queue.queue({ name: 'held', odd: queue.strikes('odd') })
  expect(queue.list()).toMatchObject([
    { state: 'dropped', odd: true },
    { state: 'held', odd: false },
  ])
  queue.clear()
  queue.queue({ name: 'now' })
  await queue.deliver()
  expect(heard).toEqual(['now'])
})

it.each<Record<string, unknown>>([{ loud: 1 }, { drop: true }, { drop: -2 }, { hold: 1 }, { toString: 1 }])(
  'refuses %o',
  (patch) => {
    expect(() => queueOf().setFaults(patch)).toThrow(TypeError)
  },
)
