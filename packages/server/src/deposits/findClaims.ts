import { type AttemptView, type OrderWithAttempts, provenUnsent } from '@offrampkit/core/order'
import { type ClaimOf, type Effect, effectOfDigest } from '@offrampkit/deposit/find'
import { transactionKey } from '../orders/keys.ts'
import type { Services } from '../services.ts'

/** More orders than a person has open at once. */
const mostOrders = 50

/**
 * What other orders have to do with a transaction: one that holds it has it, and an open one of the same user, from the same
 * account to the same address, may have sent it as well.
 */
export function claimOf({ store, registry }: Services, order: OrderWithAttempts, effect: Effect): ClaimOf {
  return async (carrier) => {
    const { hash } = carrier
    // What another account's transaction carried has a nonce that says nothing about this account's.
    const nonce = carrier.from === effect.from ? carrier.nonce : null
    const holder = await store.orderByKey(transactionKey(order.request.network, hash))
    if (holder) return holder.order.orderId === order.orderId ? 'free' : 'taken'
    const ownerId = (await store.order(order.orderId))?.ownerId
    const orders =
      ownerId === undefined ? [] : await store.ordersOf(ownerId, { after: null, limit: mostOrders })
    const mayHaveSent = (other: OrderWithAttempts, attempt: AttemptView): boolean => {
      if (provenUnsent(attempt) || (nonce !== null && attempt.nonce > nonce)) return false
      const theirs = effectOfDigest(other, registry, attempt.digest)
      const same =
        theirs?.network === effect.network && theirs.from === effect.from && theirs.to === effect.to
      const used = attempt.phase === 'hash' ? attempt.pin : null
      return same && (used === null || nonce === null || used === nonce)
    }
    const rivals = orders.filter(({ order: other }) => other.orderId !== order.orderId)
    return rivals.some(({ order: other }) => other.attempts.some((attempt) => mayHaveSent(other, attempt)))
      ? 'contested'
      : 'free'
  }
}
