import { native } from '@offrampkit/core'
import { type TransferFacts, valuesOf } from '@offrampkit/core/order'
import { differencesOf, resembles } from './astray.ts'
import { asksFor } from './effect.ts'
import { lookElsewhere } from './elsewhere.ts'
import type { Verdict } from './look.ts'
import { minedSince } from './nonceWalk.ts'
import { scanInPieces } from './pieces.ts'
import type { Sight } from './sight.ts'
import { blockHashAt, type ChainTransaction, type Receipt, receiptOf } from './transaction.ts'
import { readTransfers, toEvent, transfersIn } from './transfers.ts'

// The door of the chunk that holds everything that a plain sale never needs.

/** Reads the logs in pieces, after the endpoint refused the whole span. */
export function scanFurther(sight: Sight, refused: unknown): Promise<void> {
  const { chain, effect, attempt } = sight.p
  const read = (first: number, last: number) => readTransfers(chain, effect, first, last)
  return scanInPieces(read, attempt.fromBlock, sight.head, refused, (seen) => sight.note(seen))
}

/** Takes note of what the attempt's own transaction did, where that is not what was asked for. */
export function noteRewritten(sight: Sight, transaction: ChainTransaction, receipt: Receipt): void {
  sight.noteAstray(receipt, differencesOf(transaction, receipt, sight.p.effect))
}

/** Looks on every other network that the app has configured. */
export async function lookOnOthers(sight: Sight): Promise<void> {
  if (sight.p.elsewhere) await lookElsewhere(sight, sight.p.elsewhere)
}

/**
 * Looks at the mined transactions that used the attempt's nonce, or any later one where it had none of its own.
 *
 * @param first - the nonce from which on
 * @param own - the nonce that is the attempt's own, where it is known
 * @param open - the answer when nothing is decided
 */
export async function walkNonces(
  sight: Sight,
  first: number,
  own: number | null,
  open: Verdict,
): Promise<Verdict> {
  const { chain, attempt, since = attempt } = sight.p
  const from = Math.min(attempt.fromBlock, since.fromBlock)
  const mined = await minedSince(chain, attempt.sender, first, from, sight.head)
  for (const transaction of mined) await noteMined(sight, transaction)
  const taker = mined.find((transaction) => transaction.nonce === own)
  return sight.found() ?? (taker && (await deathBy(sight, taker))) ?? open
}

async function noteMined(sight: Sight, transaction: ChainTransaction): Promise<void> {
  const { chain, effect } = sight.p
  if (transaction.to !== effect.to && transaction.to !== effect.asset) return
  const receipt = await receiptOf(chain, transaction.hash)
  if (!receipt) throw new Error('The chain endpoint has a transaction without its receipt.')
  await sight.note(transfersIn(receipt, transaction, effect), transaction)
}

/** Whether a mined transaction that took the attempt's nonce proves that the attempt is dead. */
async function deathBy(sight: Sight, taker: ChainTransaction): Promise<Verdict | null> {
  const { attempt, chain, effect, elsewhere, honoursPin, claimOf } = sight.p
  if (taker.blockNumber === null || !sight.isFinal(taker.blockNumber)) return null
  const receipt = await receiptOf(chain, taker.hash)
  if (!receipt || !sight.isFinal(receipt.blockNumber)) return null
  await sight.checkHolds(receipt)
  if (!receipt.succeeded && asksFor(taker, effect) && (honoursPin || sight.txNonce === taker.nonce))
    return { status: 'dead', proof: 'P4', txHash: taker.hash }
  // The very deposit, which another order has: whose it is was judged, and a judgement is no proof.
  if (receipt.succeeded && asksFor(taker, effect)) return null
  // A contract may have moved native coin without a trace, and an account may be one (EIP-7702).
  const hides = receipt.succeeded && effect.asset === native && taker.data !== '0x'
  if (hides && (taker.hash === attempt.txHash || taker.to === taker.from)) return null
  // P2 speaks about a pin: an attempt that was told no nonce could have used any.
  if (attempt.pin !== taker.nonce || !(honoursPin === true || sight.txNonce === attempt.pin)) return null
  // A wallet that rewrote the deposit used its nonce too.
  const like = elsewhere ? resembles(taker, receipt, effect) : []
  if (like.length > 0) {
    if ((await claimOf?.(taker)) !== 'taken') sight.noteAstray(receipt, like)
    return sight.found()
  }
  return sight.found() ?? { status: 'dead', proof: 'P2', txHash: taker.hash }
}

/** Tells transfers whose block is no longer part of the chain. */
export async function noteReorged(sight: Sight, lost: readonly TransferFacts[]): Promise<void> {
  const { chain, effect, now } = sight.p
  for (const before of lost) {
    const [blockHash = '', number = ''] = valuesOf(before.standings)[0]?.split(':') ?? []
    const block = await blockHashAt(chain, Number(number))
    if (block === null || block === blockHash || (await receiptOf(chain, before.txHash))) continue
    const gone = { ...before, hash: before.txHash, blockNumber: Number(number), blockHash }
    const where = { ...effect, asset: before.asset, from: before.from, to: before.to }
    const differs = valuesOf(before.differs)[0]
    sight.add(toEvent(gone, where, 'reorged', now, differs))
  }
}
