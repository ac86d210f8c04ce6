import type { AttemptView } from '@offrampkit/core/order'
import type { LedgerAttempt, LedgerRow } from '../ports/ledger.ts'
import type { Context } from './context.ts'
import { refusal } from './refusal.ts'

/** How often a write is tried again when another tab was first. */
const mostTries = 8

/** The order's row. @throws OfframpError `ledger_unavailable` */
export async function readRow({ ports }: Context, orderId: string): Promise<LedgerRow | null> {
  return guarded(ports.ledger.read(orderId))
}

/** Takes an order into the ledger, without attempts. @throws OfframpError `ledger_unavailable` */
export async function claim(context: Context, orderId: string): Promise<void> {
  if (await readRow(context, orderId)) return
  await guarded(context.ports.ledger.compareAndSet(null, { orderId, rev: 1, attempts: [] }))
  if (!(await readRow(context, orderId))) throw refusal('ledger_unavailable')
}

/**
 * Writes an attempt ahead and reads it back: what is not read back equal has not been written.
 *
 * @throws OfframpError `lock_held` when another tab was first, `ledger_unavailable` when nothing durable is left
 */
export async function append(
  context: Context,
  orderId: string,
  row: LedgerRow | null,
  attempt: LedgerAttempt,
): Promise<void> {
  const next: LedgerRow = {
    orderId,
    rev: (row?.rev ?? 0) + 1,
    attempts: [...(row?.attempts ?? []), attempt],
  }
  const first = await guarded(context.ports.ledger.compareAndSet(row?.rev ?? null, next))
  if (!first) throw refusal('lock_held')
  const stored = await readRow(context, orderId)
  if (JSON.stringify(stored) !== JSON.stringify(next)) throw refusal('ledger_unavailable')
  context.changed(orderId)
}

/**
 * Changes one attempt by compare-and-set, again when another tab was first. `change` answers `null` to leave it alone.
 *
 * @returns the attempt as it stands, or `null` if the ledger has none of that id
 */
export async function amend(
  context: Context,
  orderId: string,
  attemptId: string,
  change: (attempt: LedgerAttempt) => LedgerAttempt | null,
): Promise<LedgerAttempt | null> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const row = await readRow(context, orderId)
    const before = row?.attempts.find((attempt) => attempt.attemptId === attemptId)
    if (!row || !before) return null
    const after = change(before)
    if (after === null || JSON.stringify(after) === JSON.stringify(before)) return before
    const attempts = row.attempts.map((attempt) => (attempt === before ? after : attempt))
    if (await guarded(context.ports.ledger.compareAndSet(row.rev, { ...row, rev: row.rev + 1, attempts }))) {
      context.changed(orderId)
      return after
    }
  }
  throw refusal('ledger_unavailable')
}

/** The fields of these names that the attempt has. */
function pick<name extends keyof AttemptView>(attempt: AttemptView, names: readonly name[]) {
  const given = names.filter((name) => attempt[name] !== undefined)
  return Object.fromEntries(given.map((name) => [name, attempt[name]])) as Pick<AttemptView, name>
}

/** What everyone may know of an attempt. */
export const viewOf = (attempt: AttemptView): AttemptView =>
  pick(attempt, [...told, 'digest', 'sender', 'fromBlock', 'nonce', 'pin', 'startedAt'])

/** What the server hears of an attempt as it goes on. */
const told = ['attemptId', 'phase', 'proof', 'txHash', 'attested'] as const

/** The attempt with a phase that carries no proof, or with one that does. What the user said of an earlier phase is over. */
export function inPhase<attempt extends AttemptView>(
  attempt: attempt,
  phase: AttemptView['phase'],
  more: Pick<AttemptView, 'proof' | 'txHash'> = {},
): attempt {
  const { proof: _, attested: __, ...rest } = attempt
  return { ...rest, phase, ...more } as attempt
}

/** Tells the server; what it misses is told again at the next look. */
export async function report(context: Context, orderId: string, attempt: AttemptView): Promise<void> {
  try {
    await context.ports.deposits?.report({ orderId, ...pick(attempt, told) })
  } catch {
    // Not knowing is the server's safe side: it refuses others until it hears.
  }
}

async function guarded<value>(work: Promise<value>): Promise<value> {
  try {
    return await work
  } catch (cause) {
    throw refusal('ledger_unavailable', { cause })
  }
}
