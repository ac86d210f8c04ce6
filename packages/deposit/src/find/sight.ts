import { headOf } from '../chain/reads.ts'
import type { Astray } from './astray.ts'
import type { FindOutcome, FindParameters, Verdict } from './look.ts'
import { isOurs } from './ownership.ts'
import { blockHashAt, type ChainTransaction, type Receipt } from './transaction.ts'
import { type SeenTransfer, toEvent } from './transfers.ts'

/** What one look has seen so far. */
export class Sight {
  readonly p: FindParameters
  /** Newest block at the beginning of the look. */
  head = 0
  /** Nonce of the attempt's own transaction, once the chain told it. */
  txNonce: number | undefined
  readonly #events: FindOutcome['events'][number][] = []
  readonly #seen = new Map<string, SeenTransfer>()
  readonly #judged = new Map<string, boolean>()

  constructor(parameters: FindParameters) {
    this.p = parameters
    this.txNonce = parameters.attempt.txNonce
  }

  async readHead(): Promise<void> {
    this.head = await headOf(this.p.chain)
    if (this.head < this.p.attempt.fromBlock) throw new Error('The chain endpoint lags behind the attempt.')
  }

  /** Takes note of transfers that may be this attempt's. Of no value are those of nothing: anybody can make them. */
  async note(transfers: readonly SeenTransfer[], transaction: ChainTransaction | null = null): Promise<void> {
    const doubts: unknown[] = []
    for (const seen of transfers)
      if (!this.has(seen.hash, seen.logIndex) && seen.units > 0n)
        await this.#noteOne(seen, transaction).catch((doubt) => doubts.push(doubt))
    // Only now: a transfer that nobody can place must not hide another one.
    if (doubts.length > 0) throw doubts[0]
  }

  async #noteOne(seen: SeenTransfer, transaction: ChainTransaction | null): Promise<void> {
    const { effect, now } = this.p
    if (!(await this.#isOurs(seen, transaction))) return
    if (this.isFinal(seen.blockNumber)) await this.checkHolds(seen)
    this.#seen.set(`${seen.hash}:${seen.logIndex}`, seen)
    const differs = seen.units === effect.units ? undefined : 'amount'
    this.add(toEvent(seen, effect, this.#standing(seen.blockNumber), now, differs))
  }

  /** Takes note of what a transaction of this attempt did instead of paying. */
  noteAstray(receipt: Receipt, astray: readonly Astray[]): void {
    for (const { asset, from, to, units, logIndex, differs } of astray) {
      const { hash, blockNumber, blockHash } = receipt
      const seen = { units, hash, logIndex, blockNumber, blockHash }
      if (this.has(hash, logIndex)) continue
      const effect = { ...this.p.effect, asset, from, to }
      this.add(toEvent(seen, effect, this.#standing(blockNumber), this.p.now, differs))
    }
  }

  add(event: FindOutcome['events'][number]): void {
    this.#events.push(event)
  }

  has(hash: string, logIndex: number): boolean {
    return this.#seen.has(`${hash}:${logIndex}`)
  }

  /** The deposit as it was asked for; failing that, what was made of it. */
  found(): Verdict | null {
    for (const seen of this.#seen.values())
      if (seen.units === this.p.effect.units)
        return { status: 'found', txHash: seen.hash, final: this.isFinal(seen.blockNumber) }
    for (const { txHash, network, differs, standing } of this.#events)
      if (differs && standing !== 'reorged') return { status: 'astray', txHash, network, differs }
    return null
  }

  isFinal(block: number): boolean {
    return this.head - block + 1 >= this.p.network.finality
  }

  /**
   * What is called final must be in the chain itself: an endpoint has answered with receipts of blocks that were taken back.
   *
   * @throws when it is not
   */
  async checkHolds({ blockNumber, blockHash }: { blockNumber: number; blockHash: string }): Promise<void> {
    if ((await blockHashAt(this.p.chain, blockNumber)) !== blockHash)
      throw new Error('The chain endpoint told of a block that is not in its chain.')
  }

  outcome(verdict: Verdict): FindOutcome {
    return {
      verdict,
      events: this.#events,
      ...(this.txNonce === undefined ? {} : { txNonce: this.txNonce }),
    }
  }

  #standing(block: number): 'final' | 'included' {
    return this.isFinal(block) ? 'final' : 'included'
  }

  async #isOurs(seen: SeenTransfer, transaction: ChainTransaction | null): Promise<boolean> {
    const known = this.#judged.get(seen.hash)
    if (known !== undefined) return known
    const ours = await isOurs(this.p, seen, transaction)
    this.#judged.set(seen.hash, ours)
    return ours
  }
}
