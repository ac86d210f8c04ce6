import type { LedgerRow } from '../../ports/ledger.ts'
import { readError } from '../../protocol/answer.ts'
import { walletError } from '../personas.ts'
import type { Mutant } from './surroundings.ts'

const withoutLock: Mutant = {
  ports: (ports) => ({ ...ports, lock: { tryAcquire: async () => () => undefined } }),
}

/** The last write wins. */
const withoutCompareAndSet: Mutant = {
  keepsLocks: true,
  ports: (ports) => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      async compareAndSet(_, next) {
        const stored = await ports.ledger.read(next.orderId)
        return ports.ledger.compareAndSet(stored?.rev ?? null, next)
      },
    },
  }),
}

/**
 * The protocol with one safety taken out, made from its ports, its guard and its wallet, so that what is tested is the
 * code that ships. A suite that stays green with one of these is worth nothing.
 */
export const mutants = {
  /** Attempts live in the page's memory: nothing is written ahead, although every write reads back well. */
  writeAhead: {
    ports(ports) {
      const memory = new Map<string, LedgerRow>()
      const read = async (orderId: string) =>
        structuredClone(memory.get(orderId) ?? null) ?? (await ports.ledger.read(orderId))
      return {
        ...ports,
        ledger: {
          read,
          async compareAndSet(expected, next) {
            const stored = await read(next.orderId)
            if ((stored?.rev ?? null) !== expected) return false
            memory.set(next.orderId, structuredClone(next))
            return true
          },
        },
      }
    },
  },

  /** Every error of the wallet counts as "the user said no". */
  errorTaxonomy: {
    wallet: (wallet) => ({
      id: wallet.id,
      request: (args) =>
        wallet.request(args).catch((error) => {
          throw readError(error).kind === 'hash' ? error : walletError(4001)
        }),
    }),
  },

  /** Every click asks the wallet, however often it was asked and whatever was given up. */
  oneShotGuard: {
    guard: (wallet) => ({
      state: 'ready',
      ask: (request) => wallet.request(request),
      close: () => true,
    }),
  },

  /** An attempt whose outcome is unknown may be made again. */
  noReoffer: {
    ports: (ports) => ({
      ...ports,
      ledger: {
        ...ports.ledger,
        async read(orderId) {
          const row = await ports.ledger.read(orderId)
          if (!row) return null
          const attempts = row.attempts.map((attempt) =>
            attempt.phase === 'unknown'
              ? { ...attempt, phase: 'dead' as const, proof: 'P3' as const }
              : attempt,
          )
          return { ...row, attempts }
        },
      },
    }),
  },

  /** "No note that the wallet was asked" is read as "the wallet was not asked". */
  failSafeMark: {
    ports: (ports) => ({
      ...ports,
      marks: {
        set: ports.marks.set,
        has: (key) =>
          key.startsWith('disarmed:')
            ? !ports.marks.has(key.replace('disarmed:', 'prompting:'))
            : ports.marks.has(key),
      },
    }),
  },

  /** Everybody gets the lock, and the last write wins. */
  lockAndCompareAndSet: {
    ports: (ports) => withoutCompareAndSet.ports?.(withoutLock.ports?.(ports) ?? ports) ?? ports,
  },
} as const satisfies Record<string, Mutant>

export type MutantName = keyof typeof mutants

/** Of these two either is enough: with one of them alone taken out the suite stays green. */
export const redundant = { withoutLock, withoutCompareAndSet } as const
