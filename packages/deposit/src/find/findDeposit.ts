import { isNative } from '@offrampkit/core'
import { standingOf, type TransferFacts } from '@offrampkit/core/order'
import { nonceOf } from '../chain/reads.ts'
import { asksFor } from './effect.ts'
import type { FindOutcome, FindParameters, Verdict } from './look.ts'
import { mayBe } from './ownership.ts'
import { Sight } from './sight.ts'
import { receiptOf, transactionOf } from './transaction.ts'
import { readTransfers, transfersIn } from './transfers.ts'

/**
 * Looks for the money of one attempt: by hash, by what others named, by Transfer log, by nonce, on the other networks.
 * Reads only, never throws. What a plain sale never needs is a chunk of its own; one that cannot be loaded means `unknown`.
 *
 * @example
 * ```ts
 * const { verdict, events } = await findDeposit({ chain, network, effect, attempt, now })
 * ```
 */
export async function findDeposit(parameters: FindParameters): Promise<FindOutcome> {
  const sight = new Sight(parameters)
  try {
    return sight.outcome(await look(sight))
  } catch (error) {
    // What was seen is there, whatever could not be read beside it.
    const reason = error instanceof Error ? error.message : 'The chain could not be read.'
    return sight.outcome(sight.found() ?? { status: 'unknown', reason })
  }
}

async function look(sight: Sight): Promise<Verdict> {
  const { attempt, effect, hashes = [] } = sight.p
  await sight.readHead()
  const own = attempt.txHash ? await byOwnHash(sight, attempt.txHash) : null
  for (const hash of hashes) if (hash !== attempt.txHash) await readHash(sight, hash)
  if (!isNative({ address: effect.asset })) await byLogs(sight)
  const lost = lostOf(sight)
  if (lost.length > 0) await (await wider()).noteReorged(sight, lost)
  return sight.found() ?? (own && own !== 'waits' ? own : await byNonce(sight, own === 'waits'))
}

async function byLogs(sight: Sight): Promise<void> {
  const { chain, effect, attempt } = sight.p
  let refused: unknown
  const whole = await readTransfers(chain, effect, attempt.fromBlock, sight.head).catch((error) => {
    refused = error
  })
  if (whole) return sight.note(whole)
  await (await wider()).scanFurther(sight, refused)
}

/** What a named transaction did. */
async function readHash(sight: Sight, hash: string) {
  const { chain, effect } = sight.p
  const transaction = await transactionOf(chain, hash)
  const receipt = await receiptOf(chain, hash)
  if (receipt) await sight.note(transfersIn(receipt, transaction, effect), transaction)
  return { transaction, receipt }
}

/** As {@link readHash}, for the hash that the wallet answered with. Answers where that decides something. */
async function byOwnHash(sight: Sight, hash: string): Promise<Verdict | 'waits' | null> {
  const { attempt, effect } = sight.p
  const { transaction, receipt } = await readHash(sight, hash)
  // A hash that was read out of an error may name another transaction: only one that asks for this very deposit tells
  // the attempt's nonce, or its death.
  const asks =
    transaction?.from === effect.from && asksFor(transaction, effect) && mayBe(transaction, attempt)
  if (asks) sight.txNonce = transaction.nonce
  if (!receipt) return asks ? 'waits' : null
  const found = sight.found()
  if (found || !transaction) return found
  if (receipt.succeeded && mayBe(transaction, attempt)) {
    ;(await wider()).noteRewritten(sight, transaction, receipt)
    const rewritten = sight.found()
    if (rewritten) return rewritten
  }
  if (!asks) return null
  if (!receipt.succeeded && sight.isFinal(receipt.blockNumber)) {
    await sight.checkHolds(receipt)
    return { status: 'dead', proof: 'P4', txHash: hash }
  }
  return { status: 'none_yet', scannedTo: sight.head }
}

/** Whether something of the account waits, and what used the attempt's nonce or any later one. */
async function byNonce(sight: Sight, ownWaits: boolean): Promise<Verdict> {
  const { chain, effect, attempt, elsewhere, since = attempt } = sight.p
  const latest = await nonceOf(chain, attempt.sender, 'latest')
  const next = await nonceOf(chain, attempt.sender, 'pending')
  const waits = ownWaits || next > Math.max(latest, attempt.noncePending ?? 0)
  const open: Verdict = { status: waits ? 'pending' : 'none_yet', scannedTo: sight.head }
  const own = sight.txNonce ?? attempt.pin
  // Native coin leaves no log: what an earlier attempt of the order sent is found here or nowhere.
  const coin = isNative({ address: effect.asset })
  const first = Math.min(own ?? attempt.nonce, coin ? since.nonce : Number.POSITIVE_INFINITY)
  const walks = latest > first && (own !== null || coin)
  const verdict = walks ? await (await wider()).walkNonces(sight, first, own, open) : open
  const { status } = verdict
  if (!elsewhere || ownWaits || status === 'found' || status === 'astray' || isReverted(verdict))
    return verdict
  const { chains, registry } = elsewhere
  if (!registry.networks.some(({ id }) => id !== effect.network && chains(id))) return verdict
  await (await wider()).lookOnOthers(sight)
  return sight.found() ?? verdict
}

/** Its own transaction failed on its own chain: that one is nowhere else. */
const isReverted = (verdict: Verdict): boolean => verdict.status === 'dead' && verdict.proof === 'P4'

/** Transfers that were in a block before, and that this look did not see. */
function lostOf(sight: Sight): TransferFacts[] {
  const { effect, known } = sight.p
  return Object.values(known?.transfers ?? {}).filter(
    (before) =>
      before.network === effect.network &&
      standingOf(before) === 'included' &&
      !sight.has(before.txHash, before.logIndex),
  )
}

/** Searching widely is code that a plain sale never runs. */
function wider(): Promise<typeof import('./wider.ts')> {
  return import('./wider.ts').catch(() => {
    throw new Error('The code that searches further could not be loaded.')
  })
}
