// A backlog: ten thousand orders that are due at once, worked off by three workers over one PostgreSQL, a provider down for a part of it.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterTimeout } from '../src/afterTimeout.ts'
import { postgresStore } from '../src/stores/postgres/store.ts'
import { startPostgres } from '../test/engines/postgres.ts'
import { emptyPlace } from '../test/engines/postgresPlace.ts'
import { fakeProvider } from '../test/fakeProvider.ts'
import { harness } from '../test/harness.ts'
import { down, worksite } from '../test/worker/worksite.ts'

export const name = 'backlog'
export const takes = '3 min'

const count = 10_000
const workers = 3
const takesMs = 15

export async function measure(say: (progress: string) => void) {
  const postgres = await startPostgres()
  try {
    return await workOff(postgres, say)
  } finally {
    await postgres.stop()
  }
}

async function workOff(postgres: Awaited<ReturnType<typeof startPostgres>>, say: (progress: string) => void) {
  const place = emptyPlace(postgres)
  const stores = Array.from({ length: workers }, () => postgresStore({ ...place, migrate: true }))
  const [first] = stores
  if (!first) throw new Error('No store.')
  const { insertDue } = worksite({ store: first, now: Date.now })
  for (let made = 0; made < count; made += 100)
    await Promise.all(Array.from({ length: 100 }, (_, at) => insertDue(count - made - at)))

  say(`${count} orders are made`)
  const fake = fakeProvider()
  const asked = new Map<string, number>()
  const atOnce = { now: 0, most: 0 }
  const began = performance.now()
  const outage = { from: 2_000, until: 6_000, asked: 0 }
  fake.onRead = async (orderId) => {
    atOnce.most = Math.max(atOnce.most, ++atOnce.now)
    await sleep(takesMs)
    atOnce.now--
    const at = performance.now() - began
    if (at > outage.from && at < outage.until) {
      outage.asked++
      throw down()
    }
    asked.set(orderId, (asked.get(orderId) ?? 0) + 1)
    fake.rows.set(orderId, [{ rowId: `row-${orderId}`, state: 'paid', fields: {} }])
  }
  const before = process.memoryUsage().heapUsed
  const heap = { most: 0 }
  const watch = setInterval(() => {
    heap.most = Math.max(heap.most, process.memoryUsage().heapUsed - before)
  }, 100)
  const progress = setInterval(() => say(`${asked.size} of ${count} orders asked about`), 20_000)
  const handlers = stores.map(
    (store) =>
      harness({ store, now: Date.now, after: afterTimeout, readsPerSecond: { fake: 1_000 } }, fake).handler,
  )
  const rounds: { ms: number; orders: number }[] = []
  const work = handlers.map(async (handler) => {
    while (asked.size < count && performance.now() - began < 240_000) {
      const from = performance.now()
      const { orders, more } = await handler.reconcile({ withinMs: 5_000 })
      rounds.push({ ms: performance.now() - from, orders })
      if (!more) await sleep(200)
    }
  })
  await Promise.all(work)
  clearInterval(watch)
  clearInterval(progress)
  const seconds = (performance.now() - began) / 1_000
  for (const store of stores) await store.close()
  const twice = [...asked.values()].filter((times) => times > 1).length
  const longest = Math.max(...rounds.map(({ ms }) => ms))
  return {
    rows: [
      {
        orders: asked.size,
        seconds: Math.round(seconds),
        perSecond: Math.round(asked.size / seconds),
        mostAtOnce: atOnce.most,
        askedTwice: twice,
        askedWhileDown: outage.asked,
        rounds: rounds.length,
        longestRoundMs: Math.round(longest),
        heapMB: Math.round(heap.most / 1e6),
      },
    ],
    goals: [
      {
        goal: `each of ${count} orders is asked about once by three workers`,
        holds: asked.size === count && twice === 0,
      },
      { goal: 'never more than four questions of a worker at once', holds: atOnce.most <= 4 * workers },
      {
        goal: 'a provider that is down for 4 s is asked fewer than 50 times meanwhile',
        holds: outage.asked < 50,
      },
      { goal: 'a round of 5 s ends within 7', holds: longest < 7_000 },
      {
        goal: 'no more than 200 MB of heap for it, with what is not collected yet',
        holds: heap.most < 200e6,
      },
    ],
  }
}
