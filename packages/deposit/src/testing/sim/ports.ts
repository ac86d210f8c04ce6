import { evmNetwork } from '@offrampkit/core'
import { createServerClock, type ServerClock } from '../../browser/clock.ts'
import type { DepositPorts } from '../../depositor.ts'
import type { LedgerPort } from '../../ports/ledger.ts'
import { endpointOf } from './endpoint.ts'
import type { Profile } from './profile.ts'
import type { PageLife, Surroundings } from './surroundings.ts'

/** The clock that ships, over this computer's wrong wall clock and a monotonic one that may sleep. */
export function clockOf(world: Surroundings, profile: Profile, page: PageLife, slept: () => number) {
  const clock = createServerClock({
    performance: { now: () => world.time - (profile.traits.stopsAsleep ? slept() : 0) },
    date: () => world.time + profile.traits.skew,
  })
  return {
    now: clock.now,
    sync: clock.sync,
    after: (ms: number, callback: () => void) => page.after(ms, callback),
  }
}

/** The real protocol's ports, over the simulated world. */
export function portsOf(
  world: Surroundings,
  profile: Profile,
  page: PageLife,
  clock: ServerClock,
): DepositPorts {
  const { random, rates, chain, elsewhere } = world
  const here = endpointOf(world, profile, page, chain)
  const there = endpointOf(world, profile, page, elsewhere)
  return {
    registry: world.registry,
    tabId: page.id,
    random: (length) => random.bytes(length),
    chains: (id) =>
      id === evmNetwork(chain.chainId) ? here : id === evmNetwork(elsewhere.chainId) ? there : null,
    clock,
    ledger: ledgerOf(world, profile, page),
    lock: {
      tryAcquire: (name) =>
        world.calls.make(page, () => {
          // A browser grants nothing to a page that is gone.
          if (!page.alive) return null
          if (!world.hasLocks) return () => undefined
          if (profile.locks.has(name)) return null
          profile.locks.set(name, page)
          return () => {
            if (profile.locks.get(name) === page) profile.locks.delete(name)
          }
        }),
    },
    marks: {
      set(key) {
        if (random.chance(rates.storage)) {
          world.inject('storage_throws')
          throw new Error('QuotaExceededError')
        }
        if (page.alive) profile.marks.set(key, { page, step: world.step })
      },
      has: (key) => profile.marks.has(key),
    },
    page: { onHide: (callback) => page.onHide(callback) },
    wallets: {
      read: (id) => profile.wallets.get(id) ?? null,
      write: (id, record) => void profile.wallets.set(id, record),
    },
    keepsNonce: () => world.wallet.trusted,
    ...depositsOf(world, profile, page),
  }
}

function ledgerOf(world: Surroundings, profile: Profile, page: PageLife): LedgerPort {
  const { random, calls, rates } = world
  const fails = (kind: 'storage_throws' | 'storage_pretends' | 'storage_unconfirmed') => {
    if (!random.chance(rates.storage)) return false
    world.inject(kind)
    return true
  }
  return {
    read: (orderId) =>
      calls.make(page, () => {
        if (fails('storage_throws')) throw new Error('The database could not be read.')
        return profile.row(orderId)
      }),
    rows: () =>
      calls.make(page, () => {
        if (fails('storage_throws')) throw new Error('The database could not be read.')
        return profile.rows()
      }),
    compareAndSet: (expected, next) =>
      calls.make(page, () => {
        if (fails('storage_throws')) throw new Error('The database is full.')
        if ((profile.row(next.orderId)?.rev ?? null) !== expected) return false
        // A storage that pretends: only reading back shows it.
        if (fails('storage_pretends')) return true
        profile.write(next)
        if (fails('storage_unconfirmed')) throw new Error('The commit could not be confirmed.')
        return true
      }),
  }
}

/** The server's own ledger, over a network that loses questions and answers. */
function depositsOf(world: Surroundings, profile: Profile, page: PageLife): Pick<DepositPorts, 'deposits'> {
  if (!world.keepsAttempts) return {}
  const { server } = page.order
  const overNetwork = <value>(work: () => value): Promise<value> =>
    world.calls.make<value>(page, () => {
      if (profile.offline) throw new TypeError('Failed to fetch')
      if (world.random.chance(world.rates.network)) {
        world.inject('network_fails')
        throw new Error('The network is down.')
      }
      const answer = work()
      if (!world.random.chance(world.rates.network)) return answer
      world.inject('answer_lost')
      throw new Error('The answer was lost.')
    })
  return {
    deposits: {
      reserve: (parameters) => overNetwork(() => server.reserve(parameters)),
      report: (parameters) => overNetwork(() => server.report(parameters)),
    },
  }
}
