import type { OrderView } from '@offrampkit/core/api'
import { type AttemptView, merge, mergeFacts, noFacts, provenUnsent } from '@offrampkit/core/order'
import type { DepositPorts } from '../depositor.ts'
import { type Effect, effectOf } from '../find/effect.ts'
import { findDeposit } from '../find/findDeposit.ts'
import type { FindOutcome } from '../find/look.ts'
import { namedHashes } from '../find/namedHashes.ts'
import { earliest } from '../find/ownership.ts'
import type { ChainPort, ChainsPort } from '../ports/chain.ts'
import type { LedgerAttempt } from '../ports/ledger.ts'
import { claimOf } from './claims.ts'
import type { Context } from './context.ts'
import { keepsNonce, learnNonce } from './nonces.ts'
import { amend, inPhase, readRow, report } from './record.ts'
import { refusal } from './refusal.ts'
import { within } from './within.ts'

/** Looks for one attempt's money and remembers what was seen. Never throws. */
async function look(
  context: Context,
  order: OrderView,
  effect: Effect | null,
  attempt: AttemptView &
    Pick<LedgerAttempt, 'pinHonoured' | 'txNonce' | 'noncePending' | 'astray'> & { walletId?: string },
): Promise<FindOutcome> {
  const { ports, seen } = context
  const row = await readRow(context, order.orderId).catch(() => null)
  const network = effect && ports.registry.network(effect.network)
  const chain = effect && ports.chains(effect.network)
  if (!effect || !network || !chain)
    return { verdict: { status: 'unknown', reason: 'No chain is configured for this attempt.' }, events: [] }
  const before = seen.get(order.orderId) ?? noFacts
  const outcome = await findDeposit({
    chain,
    network,
    effect,
    attempt,
    honoursPin: attempt.pinHonoured === true || (!!attempt.walletId && keepsNonce(ports, attempt.walletId)),
    ...namedHashes(order, attempt.attemptId),
    ...earliest([attempt, ...(row?.attempts ?? []), ...order.attempts]),
    claimOf: (carrier) => claimOf(context, order.orderId, effect, carrier),
    // What the wallet refused is looked for where it was asked to send alone.
    ...(provenUnsent(attempt) ? {} : { elsewhere: { registry: ports.registry, chains: hurried(ports) } }),
    known: mergeFacts(order.facts, before),
    now: Math.round(ports.clock.now()),
  })
  const facts = outcome.events.reduce(merge, seen.get(order.orderId) ?? noFacts)
  seen.set(order.orderId, facts)
  return outcome
}

/** How long another network may take to answer: it must not keep back what the order's own one said. */
const patience = 5_000

/** The chains, none of which is waited for long. */
function hurried({ chains, clock }: DepositPorts): ChainsPort {
  return (network) => {
    const chain = chains(network)
    const late = () => new Error('The chain endpoint did not answer in time.')
    const request: ChainPort['request'] = (args) =>
      within(clock, patience, (chain as ChainPort).request(args), late)
    return chain && { network, request }
  }
}

/** Looks for an attempt of this ledger and writes what was found or proven. Answers what could not be said, and why. */
export async function searchOwn(
  context: Context,
  order: OrderView,
  attempt: LedgerAttempt,
): Promise<FindOutcome['verdict']> {
  const { orderId } = order
  const own = await look(context, order, effectOf(attempt.transaction, attempt.sender), attempt)
  const outcome = own.verdict.status === 'unknown' ? await askServer(context, orderId, attempt, own) : own
  const after = await amend(context, orderId, attempt.attemptId, (now) => afterLook(now, outcome))
  if (after?.txNonce !== undefined && attempt.txNonce === undefined)
    learnNonce(context.ports, attempt, after.txNonce)
  if (after && after.phase !== attempt.phase) {
    const live = context.live.get(attempt.attemptId)
    if (live) live.attempt = after
    // A prompt that nobody answers must not hold the lock once it is known what became of it.
    live?.release()
    void report(context, orderId, after)
  }
  return outcome.verdict
}

/** The server's endpoints may reach further. Only a find counts: what it does not find proves nothing here. */
async function askServer(
  { ports }: Context,
  orderId: string,
  { attemptId }: LedgerAttempt,
  own: FindOutcome,
): Promise<FindOutcome> {
  try {
    const answer = await ports.deposits?.find?.({ orderId, attemptId })
    if (answer?.status !== 'found') return own
    return { ...own, verdict: { status: 'found', txHash: answer.txHash.toLowerCase(), final: false } }
  } catch {
    return own
  }
}

/** What the chain told about an attempt, in the ledger's words. */
function afterLook(attempt: LedgerAttempt, { verdict, txNonce }: FindOutcome): LedgerAttempt {
  const known: LedgerAttempt = {
    ...attempt,
    ...(txNonce === undefined ? {} : { txNonce }),
    ...(txNonce === undefined || attempt.pin === null ? {} : { pinHonoured: txNonce === attempt.pin }),
  }
  if (verdict.status === 'found')
    return attempt.phase === 'hash' && attempt.txHash === verdict.txHash
      ? known
      : inPhase(known, 'hash', { txHash: verdict.txHash })
  if (verdict.status === 'astray') {
    const { network, txHash } = verdict
    const told: LedgerAttempt = { ...known, astray: { network, txHash } }
    // Whatever was proven before, and whatever the user said: this one sent.
    return provenUnsent(attempt) || attempt.attested ? inPhase(told, 'unknown') : told
  }
  // What went astray has been sent, whatever took its nonce.
  if (verdict.status === 'dead' && !provenUnsent(attempt) && !attempt.astray)
    return inPhase(known, 'dead', { proof: verdict.proof })
  return known
}

/** Looks for an attempt of another device, of which only the server's words are known. */
export async function searchForeign(
  context: Context,
  order: OrderView,
  attempt: AttemptView,
): Promise<FindOutcome['verdict']> {
  // Another device's attempt is rare; what cannot be loaded is unknown, as what cannot be read.
  const code = await import('../find/effectOfDigest.ts').catch(() => null)
  const effect = code?.effectOfDigest(order, context.ports.registry, attempt.digest) ?? null
  const { verdict } = await look(context, order, effect, attempt)
  if (verdict.status === 'found' && attempt.phase !== 'hash')
    void report(context, order.orderId, inPhase(attempt, 'hash', { txHash: verdict.txHash }))
  return verdict
}

/**
 * A wallet that said no is believed (P1), but looked after once before it is asked again: one that says no after it
 * sent would otherwise send twice. The same goes for refusals that only the server knows, from another device or from
 * this one before its storage was cleared.
 *
 * @throws OfframpError `attempt_unproven`, or `chain_unreadable` when nobody can say
 */
export async function searchRejected(
  context: Context,
  order: OrderView,
  attempts: readonly LedgerAttempt[],
): Promise<void> {
  const own = attempts.findLast((attempt) => attempt.phase === 'rejected')
  if (own) judge(await searchOwn(context, order, own))
  const foreign = refusedElsewhere(order, attempts)
  if (foreign) judge(await searchForeign(context, order, foreign))
}

/** The last refusal that this ledger does not hold. */
function refusedElsewhere(order: OrderView, local: readonly AttemptView[]): AttemptView | undefined {
  const known = new Set(local.map((attempt) => attempt.attemptId))
  return order.attempts.findLast(({ attemptId, phase }) => phase === 'rejected' && !known.has(attemptId))
}

/** @throws OfframpError unless nothing of it is to be seen anywhere */
export function judge(verdict: FindOutcome['verdict']): void {
  if (verdict.status === 'found' || verdict.status === 'astray' || verdict.status === 'pending')
    throw refusal('attempt_unproven')
  if (verdict.status === 'unknown') throw refusal('chain_unreadable', { details: { reason: verdict.reason } })
}
