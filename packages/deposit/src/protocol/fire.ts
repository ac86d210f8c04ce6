import { digestOf } from '@offrampkit/core/deposit'
import type { LedgerAttempt } from '../ports/ledger.ts'
import { type Answer, readError, readResult } from './answer.ts'
import { type Context, type LiveAttempt, note } from './context.ts'
import { disarm } from './disarm.ts'
import { amend, inPhase, report } from './record.ts'
import { encodeDeposit, walletRequest } from './transaction.ts'

/**
 * Asks the wallet, inside the click's own tick: everything up to the request is synchronous, because wallets that open
 * a window need the user's gesture. A second call gets the first one's answer.
 */
export function fire(context: Context, live: LiveAttempt): Promise<LedgerAttempt> {
  // The guard alone knows whether the wallet was asked: nothing else keeps a second click from asking again.
  if (live.outcome && live.shot.state === 'fired') return live.outcome
  const { ports } = context
  // Written so that a clock that tells no time (NaN) has lapsed.
  if (live.shot.state === 'ready' && !(ports.clock.now() < live.lapsesAt && isIntact(live)))
    disarm(context, live)
  if (live.shot.state !== 'ready') return Promise.resolve(live.attempt)

  const { transaction, sender, pin, attemptId } = live.attempt
  note(ports, `prompting:${attemptId}`)
  let asked: Promise<unknown>
  try {
    asked = Promise.resolve(live.shot.ask(walletRequest(transaction, sender, pin)))
  } catch (error) {
    asked = Promise.reject(error)
  }
  live.attempt = inPhase(live.attempt, 'prompting')
  live.outcome = settle(context, live, asked)
  return live.outcome
}

/** Whether what was reviewed, what was written ahead and what is about to be asked are the same transfer. */
function isIntact({ instruction, attempt }: LiveAttempt): boolean {
  return (
    digestOf(instruction) === attempt.digest &&
    instruction.digest === attempt.digest &&
    JSON.stringify(encodeDeposit(instruction)) === JSON.stringify(attempt.transaction)
  )
}

async function settle(context: Context, live: LiveAttempt, asked: Promise<unknown>): Promise<LedgerAttempt> {
  const { orderId } = live
  const { attemptId } = live.attempt
  const prompting = (attempt: LedgerAttempt) =>
    attempt.phase === 'armed' ? inPhase(attempt, 'prompting') : null
  // Other devices must not read "nothing was sent" while a wallet is being asked here.
  amend(context, orderId, attemptId, prompting)
    .then((now) => (now?.phase === 'prompting' ? report(context, orderId, now) : undefined))
    .catch(() => undefined)
  context.changed(orderId)

  const answer = await asked.then(readResult, readError)
  live.attempt = afterAnswer(live.attempt, answer)
  context.unsaved.set(attemptId, answer)
  const saved = await save(context, orderId, attemptId)
  if (saved) live.attempt = saved
  context.live.delete(attemptId)
  live.release()
  context.changed(orderId)
  void report(context, orderId, live.attempt)
  return live.attempt
}

/** Writes an answer that is not written yet. `null` where the ledger refuses; then the next look tries again. */
export async function save(
  context: Context,
  orderId: string,
  attemptId: string,
): Promise<LedgerAttempt | null> {
  const answer = context.unsaved.get(attemptId)
  if (!answer) return null
  try {
    const saved = await amend(context, orderId, attemptId, (attempt) => afterAnswer(attempt, answer))
    context.unsaved.delete(attemptId)
    return saved
  } catch {
    return null
  }
}

/** What was seen on chain outranks what the wallet says later; what the wallet says outranks not knowing. */
function afterAnswer(attempt: LedgerAttempt, answer: Answer): LedgerAttempt {
  const open = ['armed', 'prompting', 'unknown'].includes(attempt.phase)
  if (answer.kind === 'hash') {
    const settled = attempt.phase === 'hash' || (attempt.proof === 'P4' && attempt.txHash === answer.hash)
    return settled ? attempt : inPhase(attempt, 'hash', { txHash: answer.hash })
  }
  if (answer.kind === 'rejected') return open ? inPhase(attempt, 'rejected', { proof: 'P1' }) : attempt
  return open ? inPhase(attempt, 'unknown') : attempt
}
