import { evmNetwork } from '@offrampkit/core'
import type { DepositPorts } from '../../depositor.ts'
import type { ChainPort } from '../../ports/chain.ts'
import type { LedgerRow } from '../../ports/ledger.ts'
import type { PageLife, Surroundings } from './surroundings.ts'

/** One browser profile: what its tabs share, and what outlives them. */
export class Profile {
  readonly rows = new Map<string, string>()
  readonly locks = new Map<string, PageLife>()
  /** A note, and the step in which it was written: a crash may lose the youngest. */
  readonly marks = new Map<string, { page: PageLife; step: number }>()

  /** A crash of the whole browser takes the last notes with it; they were never synced to disk. */
  loseMarks(page: PageLife, step: number): void {
    for (const [key, mark] of this.marks)
      if (mark.page === page && step - mark.step <= 3) this.marks.delete(key)
  }

  row(orderId: string): LedgerRow | null {
    const text = this.rows.get(orderId)
    return text === undefined ? null : (JSON.parse(text) as LedgerRow)
  }
}

/** The real protocol's ports, over the simulated world. */
export function portsOf(world: Surroundings, profile: Profile, page: PageLife): DepositPorts {
  const { random, calls, faults } = world
  const network = evmNetwork(world.chain.chainId)
  const chain: ChainPort = {
    network,
    request: ({ method, params = [] }) =>
      calls.make<unknown>(page, () => {
        if (random.chance(faults.rpcFails)) throw new Error('The endpoint timed out.')
        if (method === 'eth_getLogs' && random.chance(faults.rpcFails))
          throw new Error('The range is too long.')
        return world.chain.rpc(method, params, random.chance(faults.rpcLags) ? 1 + random.int(2) : 0)
      }),
  }
  const deposits = world.server.deposits()
  const overNetwork = async <value>(work: () => Promise<value>): Promise<value> =>
    await calls.make(page, () => {
      if (random.chance(faults.networkFails)) throw new Error('The network is down.')
      const answer = work()
      if (random.chance(faults.networkFails)) throw new Error('The answer was lost.')
      return answer
    })
  return {
    registry: world.registry,
    tabId: page.id,
    random: (length) => random.bytes(length),
    chains: (id) => (id === network ? chain : null),
    clock: {
      now: () => world.time,
      after: (ms, callback) => page.after(ms, callback),
    },
    ledger: {
      read: (orderId) =>
        calls.make(page, () => {
          if (random.chance(faults.storageFails)) throw new Error('The database could not be read.')
          return profile.row(orderId)
        }),
      compareAndSet: (expected, next) => {
        const text = JSON.stringify(next)
        return calls.make(page, () => {
          if (random.chance(faults.storageFails)) throw new Error('The database is full.')
          if ((profile.row(next.orderId)?.rev ?? null) !== expected) return false
          // A storage that pretends: only reading back shows it.
          if (random.chance(faults.storageFails)) return true
          profile.rows.set(next.orderId, text)
          if (random.chance(faults.storageFails)) throw new Error('The commit could not be confirmed.')
          return true
        })
      },
    },
    lock: {
      tryAcquire: (name) =>
        calls.make(page, () => {
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
        if (random.chance(faults.storageFails)) throw new Error('QuotaExceededError')
        if (page.alive) profile.marks.set(key, { page, step: world.step })
      },
      has: (key) => profile.marks.has(key),
    },
    page: { onHide: (callback) => page.onHide(callback) },
    ...(deposits
      ? {
          deposits: {
            reserve: (parameters) => overNetwork(() => deposits.reserve(parameters)),
            report: (parameters) => overNetwork(() => deposits.report(parameters)),
          },
        }
      : {}),
  }
}
