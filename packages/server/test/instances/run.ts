import { migratePostgres } from '../../src/stores/postgres/migrate.ts'
import type { TestPostgres } from '../engines/postgres.ts'
import { emptyPlace } from '../engines/postgresPlace.ts'
import type { TestRedis } from '../engines/redis.ts'
import { alice } from '../harness.ts'
import { pause, startBank } from './bank.ts'
import { endClaims, hurryInbox, readBooks, watchVersions } from './books.ts'
import { seededChance } from './chance.ts'
import { type Instance, startInstance } from './instance.ts'
import { type Evidence, findFaults } from './oracle.ts'
import { startProxy } from './proxy.ts'
import { startUsers } from './users.ts'

export interface RunOptions {
  postgres: TestPostgres
  redis: TestRedis
  seed: number
  users: number
  ordersEach: number
  /** At most so many servers are killed. */
  kills: number
  /** Ends PostgreSQL and Redis as crashes would, once each, in the middle. */
  crashEngines?: boolean
  /** A name of `mutants`. */
  mutant?: string
}

export interface RunReport {
  evidence: Evidence
  faults: string[]
  kills: number
}

/** Three clocks, no two within a minute of each other. */
const clocksOffMs = [-70_000, 0, 70_000]
/** Longer than this nothing is waited for. */
const patienceMs = 120_000

/**
 * Users sell through three servers over one PostgreSQL and one Redis behind a round-robin proxy, while servers are killed at random
 * and started again; then all is left to become quiet, and what was promised is compared with what is so.
 */
export async function runInstances(options: RunOptions): Promise<RunReport> {
  const { postgres, redis, seed, users, ordersEach } = options
  const chance = seededChance(seed)
  const place = emptyPlace(postgres)
  await migratePostgres(place)
  await watchVersions(place)

  let killed = 0
  let quiet = false
  const instances: Instance[] = []
  const kill = (at: number) => {
    // One of them stays, so that there is load all the time.
    if (quiet || killed >= options.kills || instances.filter(({ target }) => target).length < 2) return
    if (!instances[at]?.target) return
    killed++
    instances[at].kill()
  }
  const bank = await startBank({
    chance,
    hookUrl: () => `${proxy.url}/api/offramp/webhooks/bank`,
    onMaking: (instance) => kill(instance),
  })
  const proxy = await startProxy(
    () => instances.map(({ target }) => target),
    (instance, path, status) => {
      if (path.includes('/webhooks/') && status === 200 && chance.happens(0.08)) kill(instance)
    },
  )
  const settings = {
    connectionString: place.connectionString,
    schema: place.schema,
    redisUrl: redis.url,
    bankUrl: bank.url,
    address: alice.addresses[0] ?? '',
    mutant: options.mutant ?? null,
  }
  try {
    const starting = clocksOffMs.map((clockOffMs, instance) =>
      startInstance({ ...settings, instance, clockOffMs }, async () => {
        await bank.settled(instance)
        await until('the database', () => endClaims(place, instance).then(yes, no))
      }),
    )
    instances.push(...(await Promise.all(starting)))

    const crowd = startUsers({
      ...{ base: proxy.url, chance, users, ordersEach },
      onSent: (orderId) => {
        for (const { reference, rowId } of bank.rows) if (reference === orderId) bank.pay(rowId)
      },
    })
    const chaos = async () => {
      while (!quiet) {
        // How often a server dies is the fault itself.
        await pause(300 + chance.below(600))
        kill(chance.below(instances.length))
      }
    }
    /** Until this part of the orders has come as far as the bank, or all that will. */
    const made = (share: number) =>
      Promise.race([until('orders', async () => bank.rows.length >= share * users * ordersEach), crowd.done])
    const crashes = async () => {
      if (!options.crashEngines) return
      await made(0.25)
      await redis.halt()
      await redis.resume()
      await made(0.5)
      await postgres.halt('QUIT')
      await postgres.resume()
    }
    await within(Promise.all([crowd.done, crashes(), Promise.race([chaos(), crowd.done])]), 'the users')
    quiet = true
    await within(bank.told(), 'the webhooks')
    await until('all servers', async () => instances.every(({ target }) => target))
    // One more change of each order, told to one server: whoever listens to another one has to hear of it.
    bank.tellAll()
    await within(bank.told(), 'the last webhooks')
    await until('the inbox', async () => (await hurryInbox(place)) === 0)
    // A moment for what was pushed to arrive; who has not heard by then never will.
    let books = await readBooks(place)
    const heardAll = async () => {
      books = await readBooks(place)
      return books.orders.every(({ order, version }) => crowd.heard.versions.get(order.orderId) === version)
    }
    await until('the news', heardAll, 3_000).catch(() => undefined)
    const evidence: Evidence = { heard: crowd.heard, books, bank, now: Date.now() }
    crowd.stop()
    return { evidence, faults: findFaults(evidence), kills: killed }
  } finally {
    await Promise.all(instances.map((instance) => instance.stop()))
    await proxy.stop()
    await bank.stop()
  }
}

const yes = () => true
const no = () => false

async function until(what: string, holds: () => Promise<boolean>, forMs = patienceMs): Promise<void> {
  const end = performance.now() + forMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited too long for ${what}.`)
    await pause(50)
  }
}

async function within<value>(work: Promise<value>, what: string): Promise<value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited too long for ${what}.`)), patienceMs)
  })
  return await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
