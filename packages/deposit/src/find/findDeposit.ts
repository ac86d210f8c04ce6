import { isNative, type Network } from '@offrampkit/core'
import {
  type AttemptView,
  type NonSendProof,
  type OrderFacts,
  standingOf,
  type TransferEvent,
  valuesOf,
} from '@offrampkit/core/order'
import { headOf, nonceOf } from '../chain/reads.ts'
import type { ChainPort } from '../ports/chain.ts'
import type { Effect } from './effect.ts'
import { minedSince } from './nonceWalk.ts'
import { blockHashAt, type ChainTransaction, receiptOf, transactionOf } from './transaction.ts'
import { type SeenTransfer, scanTransfers, toEvent, transfersIn } from './transfers.ts'

export interface FindParameters {
  chain: ChainPort
  /** The network's policy: how deep is final. */
  network: Pick<Network, 'finality'>
  effect: Effect
  attempt: Pick<AttemptView, 'sender' | 'fromBlock' | 'nonce' | 'pin' | 'txHash'> & {
    noncePending?: number
    txNonce?: number
  }
  /** Whether this wallet is known to use the nonce that it is told. Without it P2 is no proof. */
  honoursPin?: boolean
  /** Further hashes to look at: what the provider's row or another device named. */
  hashes?: readonly string[]
  /** What was seen before: a transfer that is gone is told as reorged. */
  known?: OrderFacts
  /** Server time in ms, for the events. */
  now: number
}

/**
 * - `found`: a transfer with the attempt's exact effect is in the chain.
 * - `dead`: proven that the attempt cannot send any more.
 * - `none_yet`: everything was read, and it is not there. No proof of anything.
 * - `pending`: a transaction of the sender waits that may be it.
 * - `unknown`: something could not be read.
 */
export type Verdict =
  | { status: 'found'; txHash: string; final: boolean }
  | { status: 'dead'; proof: NonSendProof; txHash: string }
  | { status: 'none_yet'; scannedTo: number }
  | { status: 'pending'; scannedTo: number }
  | { status: 'unknown'; reason: string }

export interface FindOutcome {
  verdict: Verdict
  /** Everything that was seen from the sender to the deposit address, of any amount. */
  events: readonly TransferEvent[]
  /** The nonce of the attempt's own transaction, where the chain told it. */
  txNonce?: number
}

/**
 * Looks for the money of one attempt: by hash, by what others named, by Transfer log, by nonce. Reads only, never throws.
 *
 * @example
 * ```ts
 * const { verdict, events } = await findDeposit({ chain, network, effect, attempt, now })
 * ```
 */
export async function findDeposit(parameters: FindParameters): Promise<FindOutcome> {
  const search = new Search(parameters)
  try {
    const verdict = await search.run()
    return search.outcome(verdict)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'The chain could not be read.'
    return search.outcome({ status: 'unknown', reason })
  }
}

class Search {
  readonly #p: FindParameters
  readonly #events: TransferEvent[] = []
  readonly #seen = new Map<string, SeenTransfer>()
  #head = 0
  #txNonce: number | undefined
  #ownWaits = false

  constructor(parameters: FindParameters) {
    this.#p = parameters
    this.#txNonce = parameters.attempt.txNonce
  }

  outcome(verdict: Verdict): FindOutcome {
    return {
      verdict,
      events: this.#events,
      ...(this.#txNonce === undefined ? {} : { txNonce: this.#txNonce }),
    }
  }

  async run(): Promise<Verdict> {
    const { chain, effect, attempt } = this.#p
    this.#head = await headOf(chain)
    if (this.#head < attempt.fromBlock)
      return { status: 'unknown', reason: 'The chain endpoint lags behind the attempt.' }

    const own = attempt.txHash ? await this.#byHash(attempt.txHash, true) : null
    for (const hash of this.#p.hashes ?? []) if (hash !== attempt.txHash) await this.#byHash(hash, false)
    if (!isNative({ address: effect.asset }))
      this.#note(await scanTransfers(chain, effect, attempt.fromBlock, this.#head))
    const verdict = this.#found() ?? own ?? (await this.#byNonce())
    await this.#noteReorged()
    return verdict
  }

  /** What a named transaction did. Answers for the attempt's own alone, and only where that decides something. */
  async #byHash(hash: string, own: boolean): Promise<Verdict | null> {
    const { chain, effect } = this.#p
    const transaction = await transactionOf(chain, hash)
    // A hash that was read out of an error may name another transaction: only one that asks for this very deposit tells
    // the attempt's nonce, or its death.
    const isOurs = own && transaction?.from === effect.from && hasEffect(transaction, effect)
    if (isOurs) this.#txNonce = transaction.nonce
    const receipt = await receiptOf(chain, hash)
    if (isOurs && !receipt) this.#ownWaits = true
    if (!receipt) return null
    this.#note(transfersIn(receipt, transaction, effect))
    if (!isOurs || this.#found()) return null
    if (!receipt.succeeded && this.#isFinal(receipt.blockNumber))
      return { status: 'dead', proof: 'P4', txHash: hash }
    return { status: 'none_yet', scannedTo: this.#head }
  }

  /** Looks at the transactions that used the attempt's nonce, or any later one where it had none of its own. */
  async #byNonce(): Promise<Verdict> {
    const { chain, effect, attempt } = this.#p
    const none: Verdict = { status: 'none_yet', scannedTo: this.#head }
    const latest = await nonceOf(chain, attempt.sender, 'latest')
    const own = this.#txNonce ?? attempt.pin
    const first = own ?? attempt.nonce
    const next = await nonceOf(chain, attempt.sender, 'pending')
    const waiting = this.#ownWaits || next > Math.max(latest, attempt.noncePending ?? 0)
    const open: Verdict = waiting ? { ...none, status: 'pending' } : none
    if (latest <= first || (own === null && !isNative({ address: effect.asset }))) return open

    const mined = await minedSince(chain, attempt.sender, first, attempt.fromBlock, this.#head)
    for (const transaction of mined) await this.#noteMined(transaction)
    const found = this.#found()
    if (found) return found
    const taker = mined.find((transaction) => transaction.nonce === own)
    return (taker && (await this.#deathBy(taker))) ?? open
  }

  /** Whether a mined transaction that took the attempt's nonce proves that the attempt is dead. */
  async #deathBy(taker: ChainTransaction): Promise<Verdict | null> {
    const { attempt, effect, honoursPin } = this.#p
    if (taker.blockNumber === null || !this.#isFinal(taker.blockNumber)) return null
    const receipt = await receiptOf(this.#p.chain, taker.hash)
    if (!receipt || !this.#isFinal(receipt.blockNumber)) return null
    if (!receipt.succeeded && hasEffect(taker, effect) && (honoursPin || this.#txNonce === taker.nonce))
      return { status: 'dead', proof: 'P4', txHash: taker.hash }
    // P2 speaks about a pin: an attempt that was told no nonce could have used any.
    const pinned = attempt.pin === taker.nonce && (honoursPin === true || this.#txNonce === attempt.pin)
    return pinned ? { status: 'dead', proof: 'P2', txHash: taker.hash } : null
  }

  async #noteMined(transaction: ChainTransaction): Promise<void> {
    if (transaction.to !== this.#p.effect.to && transaction.to !== this.#p.effect.asset) return
    const receipt = await receiptOf(this.#p.chain, transaction.hash)
    if (!receipt) throw new Error('The chain endpoint has a transaction without its receipt.')
    this.#note(transfersIn(receipt, transaction, this.#p.effect))
  }

  #note(transfers: readonly SeenTransfer[]): void {
    for (const seen of transfers) {
      const key = `${seen.hash}:${seen.logIndex}`
      if (this.#seen.has(key)) continue
      this.#seen.set(key, seen)
      const standing = this.#isFinal(seen.blockNumber) ? 'final' : 'included'
      this.#events.push(toEvent(seen, this.#p.effect, standing, this.#p.now))
    }
  }

  #found(): Verdict | null {
    for (const seen of this.#seen.values())
      if (seen.units === this.#p.effect.units || seen.hash === this.#p.attempt.txHash)
        return { status: 'found', txHash: seen.hash, final: this.#isFinal(seen.blockNumber) }
    return null
  }

  /** A transfer that was seen earlier and whose block is no longer part of the chain. */
  async #noteReorged(): Promise<void> {
    const { chain, effect, known, now } = this.#p
    for (const before of Object.values(known?.transfers ?? {})) {
      if (before.network !== effect.network || before.to !== effect.to || before.from !== effect.from)
        continue
      if (this.#seen.has(`${before.txHash}:${before.logIndex}`) || standingOf(before) !== 'included') continue
      const [blockHash = '', number = ''] = valuesOf(before.standings)[0]?.split(':') ?? []
      const block = await blockHashAt(chain, Number(number))
      if (block === null || block === blockHash || (await receiptOf(chain, before.txHash))) continue
      const gone = { ...before, hash: before.txHash, blockNumber: Number(number), blockHash }
      this.#events.push({ ...toEvent(gone, effect, 'reorged', now), asset: before.asset })
    }
  }

  #isFinal(block: number): boolean {
    return this.#head - block + 1 >= this.#p.network.finality
  }
}

/** Whether the transaction asks for exactly this deposit. */
function hasEffect(transaction: ChainTransaction, effect: Effect): boolean {
  if (isNative({ address: effect.asset }))
    return transaction.to === effect.to && transaction.value === effect.units
  return transaction.to === effect.asset && transaction.data.includes(effect.to.slice(2))
}
