import type { LocalAccount } from 'viem/accounts'
import type { LocalRpc } from './anvilRpc.ts'
import { behind } from './anvilView.ts'
import type { Judge, SendParts, SimBlock, SimTransaction, TestChain } from './testChain.ts'

export interface AnvilChainParts {
  rpc: LocalRpc
  chainId: number
  token: { address: string; decimals: number }
  /** The user's account and the wallet's second one. */
  signers: readonly LocalAccount[]
}

const gas = 150_000n
/** Code that reverts whatever is asked of it: PUSH1 0 PUSH1 0 REVERT. */
const reverts = '0x60006000fd'
const hex = (value: number | bigint) => `0x${value.toString(16)}` as `0x${string}`

interface RawTransaction {
  hash: string
  from: string
  to: string | null
  nonce: string
  value: string
  input: string
}

/**
 * A schedule's chain on a real anvil. Transactions are signed here, so that the very bytes of one that was dropped or
 * orphaned can be sent again. What reads answers at once is a mirror, and the mirror is read from the node after every
 * change: the judge sees what the node holds, not what was asked of it.
 */
export class AnvilChain implements TestChain {
  readonly chainId: number
  readonly account: string
  readonly otherAccount: string
  readonly token: { readonly address: string; readonly decimals: number }
  readonly blocks: SimBlock[] = []
  mempool: SimTransaction[] = []
  readonly limbo: SimTransaction[] = []
  readonly #rpc: LocalRpc
  readonly #signers: ReadonlyMap<string, LocalAccount>
  /** The signed bytes of everything ever sent, by hash. */
  readonly #raw = new Map<string, string>()
  /** How many transactions each account has signed with each nonce: a replacement has to pay more. */
  readonly #signed = new Map<string, number>()
  /** The own code of what was made to revert. */
  readonly #code = new Map<string, unknown>()
  readonly #first: number

  /** The chain as the node has it now. */
  static async begin(parts: AnvilChainParts): Promise<AnvilChain> {
    const head = Number(await parts.rpc.call('eth_blockNumber'))
    const chain = new AnvilChain(parts, head)
    await chain.#readBlock(head)
    return chain
  }

  private constructor({ rpc, chainId, token, signers }: AnvilChainParts, first: number) {
    this.#rpc = rpc
    this.chainId = chainId
    this.token = token
    this.#first = first
    this.#signers = new Map(signers.map((signer) => [signer.address.toLowerCase(), signer]))
    const [account = '', otherAccount = ''] = this.#signers.keys()
    this.account = account
    this.otherAccount = otherAccount
  }

  get head(): number {
    return this.#first + this.blocks.length - 1
  }

  nonceOf(address: string): number {
    return this.mined().reduce((next, tx) => (tx.from === address ? Math.max(next, tx.nonce + 1) : next), 0)
  }

  pendingNonceOf(address: string): number {
    let nonce = this.nonceOf(address)
    while (this.mempool.some((tx) => tx.from === address && tx.nonce === nonce)) nonce += 1
    return nonce
  }

  mined(): readonly SimTransaction[] {
    return this.blocks.flatMap((block) => block.transactions)
  }

  async send(parts: SendParts): Promise<SimTransaction> {
    const from = parts.from.toLowerCase()
    const signer = this.#signers.get(from)
    if (!signer) throw new Error(`The wallet has no key for ${from}.`)
    const nonce = parts.nonce ?? this.pendingNonceOf(from)
    const rivals = this.#signed.get(`${from}:${nonce}`) ?? 0
    this.#signed.set(`${from}:${nonce}`, rivals + 1)
    const to = parts.to.toLowerCase() as `0x${string}`
    const data = parts.data.toLowerCase() as `0x${string}`
    // Nodes take a replacement that pays a tenth more.
    const gasPrice = (2_000_000_000n * 5n ** BigInt(rivals)) / 4n ** BigInt(rivals)
    const raw = await signer.signTransaction({
      type: 'legacy',
      chainId: this.chainId,
      nonce,
      to,
      value: parts.value,
      data,
      gas,
      gasPrice,
    })
    const rival = this.mempool.find((tx) => tx.from === from && tx.nonce === nonce)
    // Anvil goes on telling of a replaced one that had a gap before it.
    if (rival && nonce > this.pendingNonceOf(from))
      await this.#fill(this.mempool.filter((tx) => tx !== rival))
    const hash = String(await this.#rpc.call('eth_sendRawTransaction', raw))
    this.#raw.set(hash, raw)
    const transaction = { hash, from, to, nonce, value: parts.value, data, succeeds: true }
    enqueue(this.mempool, transaction)
    return transaction
  }

  async mine(fails: Judge, waits: Judge): Promise<void> {
    const next = new Map<string, number>()
    const chosen = new Set<SimTransaction>()
    const targets = new Set<string>()
    for (const tx of [...this.mempool].sort((a, b) => a.nonce - b.nonce)) {
      const due = next.get(tx.from) ?? this.nonceOf(tx.from)
      if (tx.nonce !== due || waits(tx)) continue
      chosen.add(tx)
      next.set(tx.from, due + 1)
      if (fails(tx)) targets.add(tx.to)
    }
    const left = this.mempool.filter((tx) => !chosen.has(tx))
    if (left.length > 0) await this.#fill([...chosen])
    await this.#breakTargets(targets)
    await this.#rpc.call('evm_mine')
    if (targets.size > 0) await this.#mendTargets()
    await this.#readBlock(this.head + 1)
    if (left.length > 0) await this.#fill(left)
    await this.#readPool([...chosen, ...left])
  }

  async reorg(depth: number, forgets: Judge): Promise<void> {
    const taken = Math.min(depth, this.blocks.length - 1)
    // Not anvil_reorg, whose new branch is never shorter: for a moment a real one may be.
    if (taken > 0) await this.#rpc.call('anvil_rollback', taken)
    const waiting = [...this.mempool]
    for (const block of this.blocks.splice(this.blocks.length - taken))
      for (const tx of block.transactions) {
        const orphan = { ...tx, succeeds: true }
        if (forgets(orphan)) this.limbo.push(orphan)
        else enqueue(waiting, orphan)
      }
    await this.#fill([])
    // What was made to revert was so before its block already, and the node is back there.
    await this.#mendTargets()
    await this.#rpc.call('evm_mine')
    await this.#readBlock(this.head + 1)
    // The node does not put them back into its pool by itself.
    await this.#fill(waiting)
    await this.#readPool(waiting)
  }

  async drop(transaction: SimTransaction): Promise<void> {
    // Anvil's own way to drop one takes what builds on it as well, and leaves one that has a gap before it.
    const others = this.mempool.filter((tx) => tx.hash !== transaction.hash)
    await this.#fill(others)
    this.limbo.push(transaction)
    await this.#readPool(others)
  }

  async rebroadcast(transaction: SimTransaction): Promise<void> {
    const index = this.limbo.findIndex((tx) => tx.hash === transaction.hash)
    if (index >= 0) this.limbo.splice(index, 1)
    if (transaction.nonce < this.nonceOf(transaction.from)) return
    // One that pays less than its rival is refused, and stays with whoever kept it.
    const waiting = [...this.mempool]
    if (await this.#sendAgain(transaction)) enqueue(waiting, transaction)
    else this.limbo.push(transaction)
    await this.#readPool(waiting)
  }

  rpc(method: string, params: readonly unknown[], lag: number): Promise<unknown> {
    const head = Math.max(this.head - lag, 0)
    if (method === 'eth_getTransactionCount' && this.#isBeforeAll(params, lag > 0 ? head : this.head))
      return Promise.resolve('0x0')
    return lag === 0 ? this.#rpc.call(method, ...params) : behind(this.#rpc, head, method, params)
  }

  /** Whether a count is asked for from before the first block: nothing was sent then, and the node may have forgotten. */
  #isBeforeAll([address, tag]: readonly unknown[], head: number): boolean {
    const block = typeof tag === 'string' && tag.startsWith('0x') ? Number(tag) : head
    return block < this.#first && block <= head && this.#signers.has(String(address).toLowerCase())
  }

  /** Makes recipients revert. The sender itself cannot: an account with code may not send. */
  async #breakTargets(targets: ReadonlySet<string>): Promise<void> {
    for (const target of targets) {
      if (this.#signers.has(target)) continue
      if (!this.#code.has(target))
        this.#code.set(target, await this.#rpc.call('eth_getCode', target, 'latest'))
      await this.#rpc.call('anvil_setCode', target, reverts)
    }
  }

  async #mendTargets(): Promise<void> {
    for (const [target, code] of this.#code) await this.#rpc.call('anvil_setCode', target, code)
  }

  /** Leaves the node with these alone to wait. */
  async #fill(transactions: readonly SimTransaction[]): Promise<void> {
    await this.#rpc.call('anvil_dropAllTransactions')
    for (const tx of [...transactions].sort((a, b) => a.nonce - b.nonce)) await this.#sendAgain(tx)
  }

  /** Whether the node took it. */
  #sendAgain({ hash }: SimTransaction): Promise<boolean> {
    return this.#rpc.call('eth_sendRawTransaction', this.#raw.get(hash)).then(
      () => true,
      () => false,
    )
  }

  /** Takes one more block over from the node. */
  async #readBlock(number: number): Promise<void> {
    const [block, receipts] = (await this.#rpc.read([
      ['eth_getBlockByNumber', hex(number), true],
      ['eth_getBlockReceipts', hex(number)],
    ])) as [{ hash: string; transactions: RawTransaction[] } | null, { status: string }[]]
    if (!block) throw new Error(`The node has no block ${number}.`)
    const transactions = block.transactions
      .map((tx, index) => ({ ...read(tx), succeeds: receipts[index]?.status === '0x1' }))
      .filter((tx) => this.#signers.has(tx.from))
    this.blocks.push({ number, hash: block.hash, transactions })
  }

  /** What waits, of those that may. What the node has forgotten by itself is in limbo, or used up. */
  async #readPool(maybe: readonly SimTransaction[]): Promise<void> {
    const pool = (await this.#rpc.call('txpool_content')) as Record<
      'pending' | 'queued',
      Record<string, Record<string, RawTransaction>>
    >
    const held = new Set(
      [...Object.values(pool.pending), ...Object.values(pool.queued)].flatMap((byNonce) =>
        Object.values(byNonce).map((tx) => tx.hash),
      ),
    )
    const isMined = new Set(this.mined().map((tx) => tx.hash))
    this.mempool = maybe.filter((tx) => held.has(tx.hash))
    for (const tx of maybe)
      if (!held.has(tx.hash) && !isMined.has(tx.hash) && tx.nonce >= this.nonceOf(tx.from))
        this.limbo.push(tx)
    if (held.size !== this.mempool.length) throw new Error('The node holds a transaction that nobody sent.')
  }
}

function enqueue(list: SimTransaction[], transaction: SimTransaction): void {
  const { from, nonce } = transaction
  const rival = list.findIndex((tx) => tx.from === from && tx.nonce === nonce)
  if (rival >= 0) list.splice(rival, 1)
  list.push(transaction)
}

function read(tx: RawTransaction): Omit<SimTransaction, 'succeeds'> {
  return {
    hash: tx.hash,
    from: tx.from.toLowerCase(),
    to: tx.to?.toLowerCase() ?? '',
    nonce: Number(tx.nonce),
    value: BigInt(tx.value),
    data: tx.input.toLowerCase(),
  }
}
