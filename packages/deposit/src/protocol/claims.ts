import { provenUnsent } from '@offrampkit/core/order'
import { type Effect, effectOf } from '../find/effect.ts'
import type { Claim } from '../find/ownership.ts'
import type { LedgerAttempt } from '../ports/ledger.ts'
import type { Context } from './context.ts'

/**
 * Whether another order of this browser holds a transaction, or may have sent it as well: two orders that pay one address
 * ask for the same bytes, and which of their requests was approved is known to nobody but the wallet.
 */
export async function claimOf(
  { ports }: Context,
  orderId: string,
  effect: Effect,
  carrier: { hash: string; from: string; nonce: number },
): Promise<Claim> {
  const rows = (await ports.ledger.rows?.()) ?? []
  // What another account's transaction carried (a sponsored one) has a nonce that says nothing about this account's.
  const nonce = carrier.from === effect.from ? carrier.nonce : null
  // One that was armed when this nonce was used up cannot have sent it, whatever hash an error named to it.
  const others = rows
    .filter((row) => row.orderId !== orderId)
    .flatMap((row) => row.attempts.filter((attempt) => nonce === null || attempt.nonce <= nonce))
  if (others.some(({ txHash, astray }) => txHash === carrier.hash || astray?.txHash === carrier.hash))
    return 'taken'
  return others.some((other) => mayHaveSent(other, effect, nonce)) ? 'contested' : 'free'
}

/** An attempt of which nothing is proven, from the same account to the same address, that could have had this nonce. */
function mayHaveSent(other: LedgerAttempt, { network, from, to }: Effect, nonce: number | null): boolean {
  if (provenUnsent(other)) return false
  const theirs = effectOf(other.transaction, other.sender)
  if (theirs?.network !== network || theirs.from !== from || theirs.to !== to) return false
  const used = other.txNonce ?? (other.phase === 'hash' ? other.pin : null)
  // One whose own transaction the chain has told did not send another.
  return used === null || (nonce === null ? other.txNonce === undefined : used === nonce)
}
