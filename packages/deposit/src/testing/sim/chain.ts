import { toWord } from '../../chain/quantity.ts'
import { answer, type ChainView } from './chainRpc.ts'
import type { Judge, SendParts, SimBlock, SimTransaction, TestChain } from './testChain.ts'

export type { SimTransaction } from './testChain.ts'

export const simToken = `0x${'70'.repeat(20)}`
/** Blocks that are there from the start and that nothing takes back. */
const genesis = 10

/** A chain in memory with one token. It mines, reorganises and forgets only when it is told to. */
export class SimChain implements TestChain, ChainView {
  readonly chainId: number
  readonly account = `0x${'a1'.repeat(20)}`
  readonly otherAccount = `0x${'a2'.repeat(20)}`
  readonly token = { address: simToken, decimals: 6 }
  readonly blocks: SimBlock[] = []
  /** Waiting, by nonce and sender: a second one for the same nonce replaces the first. */
  readonly mempool: SimTransaction[] = []
  readonly limbo: SimTransaction[] = []
  /** Everything ever sent. */
  readonly sent: SimTransaction[] = []
  readonly #mined: SimTransaction[] = []
  /** For each account the block of each of its nonces: its count at any height is looked up, not added up. */
  readonly #heights = new Map<string, number[]>()
  readonly #blockOf = new Map<string, SimBlock>()
  #serial = 0

  constructor(chainId: number) {
    this.chainId = chainId
    for (let number = 0; number < genesis; number += 1) this.#append([])
  }

  get head(): number {
    return this.blocks.length - 1
  }

  nonceOf(address: string, upTo = this.head): number {
    const heights = this.#heights.get(address)
    if (!heights) return 0
    let count = heights.length
    while (count > 0 && (heights[count - 1] as number) > upTo) count -= 1
    return count
  }

  pendingNonceOf(address: string): number {
    let nonce = this.nonceOf(address)
    while (this.mempool.some((tx) => tx.from === address && tx.nonce === nonce)) nonce += 1
    return nonce
  }

  mined(): readonly SimTransaction[] {
    return this.#mined
  }

  blockOf(hash: string): SimBlock | undefined {
    return this.#blockOf.get(hash)
  }

  /** Takes a transaction as a node would; throws for a used nonce. */
  send(parts: SendParts): SimTransaction {
    const from = parts.from.toLowerCase()
    const nonce = parts.nonce ?? this.pendingNonceOf(from)
    if (nonce < this.nonceOf(from)) throw Object.assign(new Error('nonce too low'), { code: -32000 })
    this.#serial += 1
    const hash = `0x${toWord(BigInt(this.#serial) + 0xabcdef000000n + (BigInt(this.chainId) << 64n))}`
    const { value } = parts
    const to = parts.to.toLowerCase()
    const transaction = { hash, from, to, nonce, value, data: parts.data.toLowerCase(), succeeds: true }
    this.sent.push(transaction)
    this.#enqueue(transaction)
    return transaction
  }

  /** Mines what can be mined. `fails` decides which transaction reverts. */
  mine(fails: Judge, waits: Judge): void {
    const mined: SimTransaction[] = []
    const next = new Map<string, number>()
    for (const tx of [...this.mempool].sort((a, b) => a.nonce - b.nonce)) {
      const due = next.get(tx.from) ?? this.nonceOf(tx.from)
      if (tx.nonce < due) remove(this.mempool, tx)
      if (tx.nonce !== due || waits(tx)) continue
      remove(this.mempool, tx)
      mined.push({ ...tx, succeeds: !fails(tx) })
      next.set(tx.from, due + 1)
    }
    this.#append(mined)
  }

  /** Takes blocks back. Their transactions wait again, or are forgotten for now. */
  reorg(depth: number, forgets: Judge): void {
    const keep = Math.max(this.blocks.length - depth, genesis)
    for (const block of this.blocks.splice(keep))
      for (const tx of block.transactions) {
        this.#mined.splice(this.#mined.indexOf(tx), 1)
        this.#blockOf.delete(tx.hash)
        this.#heights.get(tx.from)?.pop()
        const again = { ...tx, succeeds: true }
        if (forgets(again)) this.limbo.push(again)
        else this.#enqueue(again)
      }
    this.#append([])
  }

  drop(transaction: SimTransaction): void {
    remove(this.mempool, transaction)
    this.limbo.push(transaction)
  }

  rebroadcast(transaction: SimTransaction): void {
    remove(this.limbo, transaction)
    if (transaction.nonce >= this.nonceOf(transaction.from)) this.#enqueue(transaction)
  }

  rpc(method: string, params: readonly unknown[], lag: number): unknown {
    return answer(this, method, params, lag)
  }

  #enqueue(transaction: SimTransaction): void {
    const rival = this.mempool.find((tx) => tx.from === transaction.from && tx.nonce === transaction.nonce)
    if (rival) remove(this.mempool, rival)
    this.mempool.push(transaction)
  }

  #append(transactions: SimTransaction[]): void {
    this.#serial += 1
    const hash = `0x${toWord(BigInt(this.#serial) + 0xb10c000000000n)}`
    const block = { number: this.blocks.length, hash, transactions }
    this.blocks.push(block)
    for (const tx of transactions) {
      this.#mined.push(tx)
      this.#blockOf.set(tx.hash, block)
      const heights = this.#heights.get(tx.from)
      if (heights) heights.push(block.number)
      else this.#heights.set(tx.from, [block.number])
    }
  }
}

function remove(list: SimTransaction[], transaction: SimTransaction): void {
  const index = list.findIndex((tx) => tx.hash === transaction.hash)
  if (index >= 0) list.splice(index, 1)
}
