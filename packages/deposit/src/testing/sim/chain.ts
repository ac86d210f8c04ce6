import { toWord } from '../../chain/quantity.ts'
import { transferTopic } from '../../find/transfers.ts'

/** A signed transaction of the simulated chain. */
export interface SimTransaction {
  hash: string
  from: string
  to: string
  nonce: number
  value: bigint
  data: string
  succeeds: boolean
}

interface Block {
  number: number
  hash: string
  transactions: SimTransaction[]
}

export const simToken = `0x${'70'.repeat(20)}`
const balance = 10n ** 24n

/** A chain in memory with one token. It mines, reorganises and forgets only when it is told to. */
export class SimChain {
  readonly chainId: number
  readonly blocks: Block[] = []
  /** Waiting, by nonce and sender: a second one for the same nonce replaces the first. */
  readonly mempool: SimTransaction[] = []
  /** Dropped or orphaned; may be sent again by anyone who kept them. */
  readonly limbo: SimTransaction[] = []
  /** Everything ever sent. */
  readonly sent: SimTransaction[] = []
  #serial = 0

  constructor(chainId: number) {
    this.chainId = chainId
    for (let number = 0; number < 10; number += 1) this.#append([])
  }

  get head(): number {
    return this.blocks.length - 1
  }

  nonceOf(address: string, upTo = this.head): number {
    let nonce = 0
    for (const block of this.blocks.slice(0, upTo + 1))
      for (const tx of block.transactions) if (tx.from === address) nonce = Math.max(nonce, tx.nonce + 1)
    return nonce
  }

  pendingNonceOf(address: string): number {
    let nonce = this.nonceOf(address)
    while (this.mempool.some((tx) => tx.from === address && tx.nonce === nonce)) nonce += 1
    return nonce
  }

  /** Takes a transaction as a node would; throws for a used nonce. */
  send(parts: { from: string; to: string; value: bigint; data: string; nonce?: number }): SimTransaction {
    const from = parts.from.toLowerCase()
    const nonce = parts.nonce ?? this.pendingNonceOf(from)
    if (nonce < this.nonceOf(from)) throw Object.assign(new Error('nonce too low'), { code: -32000 })
    this.#serial += 1
    const hash = `0x${toWord(BigInt(this.#serial) + 0xabcdef000000n)}`
    const { value, data } = parts
    const transaction = { hash, from, to: parts.to.toLowerCase(), nonce, value, data, succeeds: true }
    this.sent.push(transaction)
    this.#enqueue(transaction)
    return transaction
  }

  /** Mines what can be mined. `fails` decides which transaction reverts. */
  mine(fails: () => boolean, waits: () => boolean): void {
    const mined: SimTransaction[] = []
    for (const tx of [...this.mempool].sort((a, b) => a.nonce - b.nonce)) {
      const next = Math.max(this.nonceOf(tx.from), ...mined.map((other) => other.nonce + 1))
      if (tx.nonce < next) this.#remove(this.mempool, tx)
      if (tx.nonce !== next || waits()) continue
      this.#remove(this.mempool, tx)
      mined.push({ ...tx, succeeds: !fails() })
    }
    this.#append(mined)
  }

  /** Takes blocks back. Their transactions wait again, or are forgotten for now. */
  reorg(depth: number, forgets: () => boolean): void {
    for (const block of this.blocks.splice(Math.max(this.blocks.length - depth, 10)))
      for (const tx of block.transactions) {
        if (forgets()) this.limbo.push(tx)
        else this.#enqueue(tx)
      }
    this.#append([])
  }

  drop(transaction: SimTransaction): void {
    this.#remove(this.mempool, transaction)
    this.limbo.push(transaction)
  }

  rebroadcast(transaction: SimTransaction): void {
    this.#remove(this.limbo, transaction)
    if (transaction.nonce >= this.nonceOf(transaction.from)) this.#enqueue(transaction)
  }

  mined(): SimTransaction[] {
    return this.blocks.flatMap((block) => block.transactions)
  }

  /** JSON-RPC as seen through an endpoint that is `lag` blocks behind and, then, knows no mempool. */
  rpc(method: string, params: readonly unknown[], lag: number): unknown {
    const head = Math.max(this.head - lag, 0)
    const blocks = this.blocks.slice(0, head + 1)
    const waiting = lag > 0 ? [] : this.mempool
    const at = (tag: unknown) => (typeof tag === 'string' && tag.startsWith('0x') ? Number(tag) : head)
    const [first, second] = params as [string, unknown]
    switch (method) {
      case 'eth_chainId':
        return hex(this.chainId)
      case 'eth_blockNumber':
        return hex(head)
      case 'eth_gasPrice':
        return hex(10n ** 9n)
      case 'eth_estimateGas':
        return hex(60_000)
      case 'eth_getBalance':
        return hex(balance)
      case 'eth_getCode':
        return first.toLowerCase() === simToken ? '0x60' : '0x'
      case 'eth_getTransactionCount':
        if (second === 'pending' && lag === 0) return hex(this.pendingNonceOf(first.toLowerCase()))
        if (at(second) > head) throw new Error('header not found')
        return hex(this.nonceOf(first.toLowerCase(), at(second)))
      case 'eth_call':
        return this.#call((params[0] as { data?: string }).data ?? '0x')
      case 'eth_getTransactionByHash': {
        const waits = waiting.find((tx) => tx.hash === first)
        if (waits) return describe(waits, null)
        const block = blocks.find((one) => one.transactions.some((tx) => tx.hash === first))
        const tx = block?.transactions.find((one) => one.hash === first)
        return tx && block ? describe(tx, block.number) : null
      }
      case 'eth_getTransactionReceipt': {
        const block = blocks.find((one) => one.transactions.some((tx) => tx.hash === first))
        const tx = block?.transactions.find((one) => one.hash === first)
        if (!tx || !block) return null
        return {
          transactionHash: tx.hash,
          status: tx.succeeds ? '0x1' : '0x0',
          blockNumber: hex(block.number),
          blockHash: block.hash,
          logs: logsOf(block).filter((log) => log.transactionHash === tx.hash),
        }
      }
      case 'eth_getBlockByNumber': {
        const block = blocks[at(first)]
        if (!block) return null
        return {
          number: hex(block.number),
          hash: block.hash,
          transactions: block.transactions.map((tx) => describe(tx, block.number)),
        }
      }
      case 'eth_getLogs': {
        const { fromBlock, toBlock, topics } = params[0] as {
          fromBlock: string
          toBlock: string
          topics: string[]
        }
        if (Number(toBlock) > head) throw new Error('block range extends beyond current head block')
        return blocks
          .slice(Number(fromBlock), Number(toBlock) + 1)
          .flatMap(logsOf)
          .filter((log) => log.topics.every((topic, i) => topic === topics[i]))
      }
      default:
        throw Object.assign(new Error(`The method ${method} does not exist.`), { code: -32601 })
    }
  }

  #call(data: string): string {
    if (data.startsWith('0x313ce567')) return `0x${toWord(6n)}`
    return data.startsWith('0x70a08231') ? `0x${toWord(balance)}` : '0x'
  }

  #enqueue(transaction: SimTransaction): void {
    const rival = this.mempool.find((tx) => tx.from === transaction.from && tx.nonce === transaction.nonce)
    if (rival) this.#remove(this.mempool, rival)
    this.mempool.push(transaction)
  }

  #remove(list: SimTransaction[], transaction: SimTransaction): void {
    const index = list.findIndex((tx) => tx.hash === transaction.hash)
    if (index >= 0) list.splice(index, 1)
  }

  #append(transactions: SimTransaction[]): void {
    this.#serial += 1
    const hash = `0x${toWord(BigInt(this.#serial) + 0xb10c000000000n)}`
    this.blocks.push({ number: this.blocks.length, hash, transactions })
  }
}

const hex = (value: number | bigint) => `0x${value.toString(16)}`

function describe(tx: SimTransaction, block: number | null) {
  return {
    hash: tx.hash,
    from: tx.from,
    to: tx.to,
    nonce: hex(tx.nonce),
    value: hex(tx.value),
    input: tx.data,
    blockNumber: block === null ? null : hex(block),
  }
}

function logsOf(block: Block) {
  return block.transactions.flatMap((tx, index) =>
    tx.succeeds && tx.to === simToken && tx.data.startsWith('0xa9059cbb')
      ? [
          {
            address: simToken,
            topics: [transferTopic, `0x${toWord(tx.from)}`, `0x${tx.data.slice(10, 74)}`],
            data: `0x${tx.data.slice(74)}`,
            transactionHash: tx.hash,
            logIndex: hex(index),
            blockNumber: hex(block.number),
            blockHash: block.hash,
          },
        ]
      : [],
  )
}
