import { createDepositor } from '../../createDepositor.ts'
import type { Depositor, DepositPorts } from '../../depositor.ts'
import type { LedgerAttempt } from '../../ports/ledger.ts'
import { memoryLock } from '../memoryPorts.ts'
import type { WalletGround } from './ground.ts'
import type { AttemptWord } from './personaCase.ts'

/** A page of the app, over the real protocol. */
export interface AppPage {
  depositor: Depositor
  /** The page is gone, with its lock. What it still had to write or hear never happens. */
  crash(): void
  /** The page lives on, but others may take its lock: a browser without locks, or one that froze the page. */
  loseLock(): void
}

/** Opens pages of one browser: they share the ground's ledger and notes, and one set of locks. */
export function openBrowser(
  { ports }: WalletGround,
  create: (ports: DepositPorts) => Depositor = createDepositor,
): (tabId: string) => AppPage {
  const locks = new Map<string, unknown>()
  return (tabId) => {
    let alive = true
    const never = new Promise<never>(() => undefined)
    const { ledger, marks } = ports
    const depositor = create({
      ...ports,
      tabId,
      lock: memoryLock(locks),
      marks: { set: (key) => (alive ? marks.set(key) : undefined), has: (key) => marks.has(key) },
      ledger: {
        read: (orderId) => (alive ? ledger.read(orderId) : never),
        compareAndSet: (expected, next) => (alive ? ledger.compareAndSet(expected, next) : never),
      },
    })
    return {
      depositor,
      crash() {
        alive = false
        locks.clear()
      },
      loseLock: () => locks.clear(),
    }
  }
}

export const wordOf = ({ phase, proof }: LedgerAttempt): AttemptWord | string =>
  proof === undefined ? phase : `${phase}:${proof}`
