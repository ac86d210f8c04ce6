import type { ReportParameters } from '@offrampkit/core/api'
import type { AttemptPhase, AttemptView, NonSendProof, OrderWithAttempts } from '@offrampkit/core/order'
import type { OrderChange } from '../orders/applyEvents.ts'
import { transactionKey } from '../orders/keys.ts'
import { invalidRequest, notFound } from '../refusals.ts'

type Report = Omit<ReportParameters, 'orderId'>

/** More transactions than a person's wallet makes for one order, each speed-up counted. */
const mostHashes = 100

/** How far each phase is. */
const rank: Record<AttemptPhase, number> = {
  armed: 0,
  prompting: 1,
  unknown: 2,
  hash: 3,
  rejected: 4,
  dead: 4,
}

/** What proves what. P1 is the wallet's own refusal; P3 counts only while the wallet had not been asked. */
const proofs: Record<'rejected' | 'dead', readonly NonSendProof[]> = {
  rejected: ['P1'],
  dead: ['P2', 'P3', 'P4', 'P5', 'P6'],
}

/** @throws OfframpError `invalid_request` for a report that contradicts itself */
export function checkReport({ phase, proof, txHash, attested }: Report): void {
  if (attested && (phase !== 'unknown' || txHash !== undefined))
    throw invalidRequest('attested', 'only an attempt whose end nobody knows can be set aside')
  if (phase === 'rejected' || phase === 'dead') {
    if (proof === undefined || !proofs[phase].includes(proof))
      throw invalidRequest('proof', 'that an attempt sent nothing needs a proof that fits')
  } else if (proof !== undefined)
    throw invalidRequest('proof', 'a proof belongs to an attempt that sent nothing')
  if (phase === 'hash' && txHash === undefined) throw invalidRequest('txHash', 'the hash is missing')
}

/**
 * What a report changes. Pure. Phases go forward only: a late report of an earlier phase changes nothing.
 *
 * A hash outranks a proof of having sent nothing, because a wallet may refuse after it sent and a chain may turn back: an
 * attempt that was taken for dead is alive again when somebody saw its transaction. If that was old news, the browser that
 * holds the proof tells it again. Earlier hashes stay in the order's facts.
 *
 * @returns `null` when there is nothing new
 * @throws OfframpError `not_found` for an attempt that was never reserved, `invalid_request` for a contradiction, or for too many
 *   hashes
 */
export function decideReport(order: OrderWithAttempts, report: Report, now: number): OrderChange | null {
  const attempt = order.attempts.find((known) => known.attemptId === report.attemptId)
  if (!attempt) throw notFound()
  const txHash = report.txHash?.toLowerCase()
  const fresh = txHash !== undefined && !(`${attempt.attemptId}:${txHash}` in order.facts.reports)
  if (fresh && Object.keys(order.facts.reports).length >= mostHashes)
    throw invalidRequest('txHash', 'too many transactions were reported for this order')
  const next = advance(attempt, report, txHash)
  if (!fresh && next === attempt) return null
  return {
    attempts:
      next === attempt ? order.attempts : order.attempts.map((known) => (known === attempt ? next : known)),
    ...(fresh
      ? {
          events: [{ type: 'report', at: now, source: 'browser', attemptId: attempt.attemptId, txHash }],
          keys: [transactionKey(order.request.network, txHash)],
        }
      : {}),
  }
}

/** The same report without its hash, which another order holds: the attempt may still have sent. */
export function withoutHash(order: OrderWithAttempts, attemptId: string): OrderChange | null {
  const attempt = order.attempts.find((known) => known.attemptId === attemptId)
  if (!attempt || rank[attempt.phase] >= rank.unknown) return null
  const next: AttemptView = { ...attempt, phase: 'unknown' }
  return { attempts: order.attempts.map((known) => (known === attempt ? next : known)) }
}

function advance(attempt: AttemptView, report: Report, txHash: string | undefined): AttemptView {
  const { phase, proof, attested } = report
  const { proof: _, attested: __, ...unproven } = attempt
  if (proof === undefined) {
    if (txHash === undefined) {
      if (attested && rank[attempt.phase] <= rank.unknown && !attempt.attested)
        return { ...attempt, phase, attested }
      return rank[phase] > rank[attempt.phase] ? { ...attempt, phase } : attempt
    }
    const known = attempt.phase === 'hash' && attempt.txHash === txHash
    return known ? attempt : { ...unproven, phase: 'hash', txHash }
  }
  const heard = txHash === undefined || txHash === attempt.txHash ? attempt : { ...attempt, txHash }
  if (rank[attempt.phase] >= rank.dead) return heard
  // P4 speaks about its own transaction; another one that was seen since stands.
  if (proof === 'P4' && attempt.phase === 'hash' && txHash !== undefined && txHash !== attempt.txHash)
    return attempt
  // A page cannot have disarmed what it says it fired, nor a wallet have refused what it answered with a transaction.
  if (proof === 'P3' && (attempt.phase === 'prompting' || attempt.phase === 'hash'))
    throw invalidRequest('proof', 'the wallet was asked already, so this attempt was not disarmed in time')
  if (proof === 'P1' && attempt.phase === 'hash')
    throw invalidRequest(
      'proof',
      'the wallet answered this attempt with a transaction, so it did not refuse it',
    )
  const { attested: ___, ...settled } = heard
  return { ...settled, phase, proof }
}
