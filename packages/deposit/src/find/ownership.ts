import type { AttemptView } from '@offrampkit/core/order'
import type { ChainPort } from '../ports/chain.ts'
import { lookback } from './lookback.ts'
import { type ChainTransaction, transactionOf } from './transaction.ts'
import type { SeenTransfer } from './transfers.ts'

/** Whether another order holds a transaction, or may have sent it as well. */
export type Claim = 'taken' | 'contested' | 'free'

/** Asks for the claim to a transaction. May throw: then nobody can say whose it is. */
export type ClaimOf = (carrier: Pick<ChainTransaction, 'hash' | 'from' | 'nonce'>) => Promise<Claim>

/** How an account stood when something was armed. */
export interface Since {
  fromBlock: number
  nonce: number
}

/** What decides whose a transfer is. */
export interface Owning {
  chain: ChainPort
  attempt: Pick<AttemptView, 'sender' | 'fromBlock' | 'nonce' | 'txHash'>
  /** How the account stood when the first attempt of the order was armed; without it, this attempt counts as the first. */
  since?: Since
  /** Hashes that the provider's own rows of this order name. */
  vouched?: readonly string[]
  claimOf?: ClaimOf
}

/**
 * Whether a transfer from the sender to the deposit address may be this order's, where other orders pay the same address.
 *
 * Not ours is one that another order holds, and one that was mined by the time the order's first attempt was armed: its
 * nonce was used up then, in a block that was read then. What an earlier attempt sent counts, whatever its wallet
 * said. A hash that the provider names for this order settles what would otherwise be open, and nothing more; what a
 * browser or the server said of it proves nothing, because it may have been read out of an error.
 *
 * @param transaction - the one that carried it, where it was read already
 * @throws when nobody can say: another open order asked for the same, or a used nonce is in a later block, which means that
 * a reorganisation moved something
 */
export async function isOurs(
  { chain, attempt, since = attempt, vouched = [], claimOf }: Owning,
  seen: SeenTransfer,
  transaction: ChainTransaction | null,
): Promise<boolean> {
  const named = vouched.includes(seen.hash)
  const carrier = transaction ?? (await transactionOf(chain, seen.hash))
  if (!carrier) throw new Error('The chain endpoint has a transfer without its transaction.')
  const claim = await claimOf?.(carrier)
  const own = seen.hash === attempt.txHash
  if (claim === 'taken' && !own) return false
  if (!mayBe(carrier, { sender: attempt.sender, nonce: since.nonce })) {
    if (seen.blockNumber <= since.fromBlock + lookback) return false
    if (!named) throw new Error('A reorganisation moved a transfer, and whose it is cannot be told.')
  }
  // A hash may have been read out of an error, and then it may be another order's.
  if (own ? claim === 'taken' : !named && claim === 'contested') throw contested()
  return true
}

/** Nobody may take a transfer that another open order asked for too. */
export const contested = () => new Error('Another open order may have sent what was seen.')

/** Whether the account could have signed it after the attempt was armed: an account's nonces only grow. */
export function mayBe(
  { from, nonce }: ChainTransaction,
  attempt: Pick<AttemptView, 'sender' | 'nonce'>,
): boolean {
  return from !== attempt.sender.toLowerCase() || nonce >= attempt.nonce
}

/** The earliest of an order's attempts, each of them by one and the same account. */
export function earliest(attempts: readonly Since[]): { since?: Since } {
  if (attempts.length === 0) return {}
  const nonce = Math.min(...attempts.map((attempt) => attempt.nonce))
  return { since: { nonce, fromBlock: Math.min(...attempts.map((attempt) => attempt.fromBlock)) } }
}
