import { nonceOf } from '../chain/reads.ts'
import type { ChainPort } from '../ports/chain.ts'
import { type ChainTransaction, transactionIn } from './transaction.ts'

/**
 * The sender's mined transactions with a nonce of at least `nonce`, found by halving the span of blocks on the account's
 * transaction count: native coin leaves no log, and a replaced transaction leaves no hash.
 *
 * A nonce that was used up without a transaction of its own (an EIP-7702 authorisation) is simply not in the answer.
 *
 * @param mostReads - a longer walk throws, which means "unknown"
 * @throws when the chain cannot tell the count of an old block, or when the walk grows too long
 */
export async function minedSince(
  chain: ChainPort,
  sender: string,
  nonce: number,
  from: number,
  to: number,
  mostReads = 200,
): Promise<ChainTransaction[]> {
  let reads = 0
  const spend = () => {
    reads += 1
    if (reads > mostReads) throw new Error('The account was too busy to be searched here.')
  }
  const countAt = (block: number) => {
    spend()
    return nonceOf(chain, sender, block)
  }
  const found: ChainTransaction[] = []

  /** `before` is the count after block `low`, `after` the one after block `high`. */
  async function walk(low: number, high: number, before: number, after: number): Promise<void> {
    if (after <= before || after <= nonce) return
    if (high - low > 1) {
      const middle = low + Math.floor((high - low) / 2)
      const count = await countAt(middle)
      await walk(low, middle, before, count)
      await walk(middle, high, count, after)
      return
    }
    for (let next = Math.max(before, nonce); next < after; next += 1) {
      spend()
      const transaction = await transactionIn(
        chain,
        high,
        (tx) => tx.from === sender.toLowerCase() && tx.nonce === next,
      )
      if (transaction) found.push(transaction)
    }
  }

  const low = Math.max(from - 1, 0)
  if (to > low) await walk(low, to, await countAt(low), await countAt(to))
  return found
}
