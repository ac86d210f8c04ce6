import type { DepositInstruction } from '@offrampkit/core/deposit'
import type { OrderFacts } from '@offrampkit/core/order'
import type { DepositPorts } from '../depositor.ts'
import type { LedgerAttempt } from '../ports/ledger.ts'
import type { Answer } from './answer.ts'
import type { Guard, OneShot } from './oneShot.ts'

/** An attempt that this page armed and that is not settled yet. */
export interface LiveAttempt {
  orderId: string
  instruction: DepositInstruction
  shot: OneShot
  /** As this page knows it; the ledger may lag behind. */
  attempt: LedgerAttempt
  lapsesAt: number
  /** The wallet's answer on its way, once fired. */
  outcome: Promise<LedgerAttempt> | null
  /** Settled when a disarmed attempt is written off and its lock is free. */
  buried: Promise<void> | null
  /** Lets the lock, the timer and the page's end go. May be called again. */
  release(): void
}

/** What one depositor holds in memory. Losing it costs knowledge, never safety. */
export interface Context {
  ports: DepositPorts
  /** What stands between an attempt and its wallet. */
  guard: Guard
  live: Map<string, LiveAttempt>
  /** Transfers seen by this page, so that one that vanishes is noticed. */
  seen: Map<string, OrderFacts>
  /** Answers that could not be written yet. */
  unsaved: Map<string, Answer>
  /** An attempt of this order changed. */
  changed(orderId: string): void
}

/** Sets a note; a browser without storage for it loses a hint, no more. */
export function note(ports: DepositPorts, key: string): void {
  try {
    ports.marks.set(key)
  } catch {
    // A missing note proves nothing, and nothing relies on it being there.
  }
}

/** Whether the note is there; an unreadable one is not. */
export function noted(ports: DepositPorts, key: string): boolean {
  try {
    return ports.marks.has(key)
  } catch {
    return false
  }
}

export const lockName = (orderId: string): string => `offramp:${orderId}`
