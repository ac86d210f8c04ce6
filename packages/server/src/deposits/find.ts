import { isOfframpError, OfframpError } from '@offrampkit/core'
import type { FindResult } from '@offrampkit/core/api'
import { type AttemptView, type OrderWithAttempts, provenUnsent } from '@offrampkit/core/order'
import { earliest, effectOfDigest, findDeposit, namedHashes, type Verdict } from '@offrampkit/deposit/find'
import { transactionKey } from '../orders/keys.ts'
import type { Services } from '../services.ts'
import type { UniqueKey } from '../stores/store.ts'
import { untilAborted } from '../untilAborted.ts'
import { claimOf } from './findClaims.ts'

/** How long the chain may take to be read. */
const patienceMs = 25_000

/**
 * Looks for an attempt's money, on its chain and on every other that the server has an endpoint for, and writes down every
 * transfer that was seen. A transfer that another order holds is that order's. Whatever cannot be read is `unknown`,
 * which never means "none".
 */
export async function findDepositOf(
  services: Services,
  order: OrderWithAttempts,
  attempt: AttemptView,
): Promise<FindResult> {
  const { chains, registry, writer, lane, now, timeout } = services
  const effect = effectOfDigest(order, registry, attempt.digest)
  const chain = effect && chains?.(effect.network)
  const network = effect && registry.network(effect.network)
  if (!chains || !chain || !network)
    return { status: 'unknown', reason: 'This server has no endpoint for the chain.' }
  try {
    const search = lane(`find:${attempt.attemptId}`, () =>
      findDeposit({
        chain,
        network,
        effect,
        attempt,
        ...namedHashes(order),
        ...earliest(order.attempts),
        claimOf: claimOf(services, order, effect),
        ...(provenUnsent(attempt) ? {} : { elsewhere: { registry, chains } }),
        known: order.facts,
        now: now(),
      }),
    )
    const { verdict, events } = await untilAborted(search, timeout(patienceMs), silent)
    if (events.length > 0)
      await writer.change(order.orderId, () => ({ events, keys: keysOf(order, verdict) }))
    return resultOf(verdict)
  } catch (error) {
    if (isOfframpError(error) && error.code === 'conflict')
      return { status: 'unknown', reason: 'The transfer belongs to another order.' }
    if (isOfframpError(error) && error.code === 'chain_unreadable')
      return { status: 'unknown', reason: error.shortMessage }
    throw error
  }
}

/** A transfer that was found pays this order and no other. Taken once: a key that is held already is no news. */
function keysOf({ facts, request }: OrderWithAttempts, verdict: Verdict): UniqueKey[] {
  if (verdict.status !== 'found') return []
  const known = Object.values(facts.transfers).some(({ txHash }) => txHash === verdict.txHash)
  return known ? [] : [transactionKey(request.network, verdict.txHash)]
}

function resultOf(verdict: Verdict): FindResult {
  switch (verdict.status) {
    case 'found':
      return { status: 'found', txHash: verdict.txHash }
    case 'none_yet':
    case 'pending':
      return { status: 'none_yet', scannedTo: verdict.scannedTo }
    case 'dead':
      return { status: 'unknown', reason: 'Its transaction cannot succeed any more, and moved nothing.' }
    case 'astray':
      return { status: 'unknown', reason: 'A transaction was seen that is not what was asked for.' }
    case 'unknown':
      return { status: 'unknown', reason: 'The chain could not be read.' }
  }
}

function silent(): OfframpError {
  return new OfframpError({
    code: 'chain_unreadable',
    message: 'The chain did not answer in time.',
    why: 'Whether the coins were sent is not known.',
    action: 'Ask again in a moment.',
  })
}
