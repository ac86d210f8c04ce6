import type { Maybe } from './maybe.ts'

/** A signed transaction. Addresses, data and hash in lower case. */
export interface SimTransaction {
  hash: string
  from: string
  to: string
  nonce: number
  value: bigint
  data: string
  /** False once it was mined and reverted. */
  succeeds: boolean
}

export interface SimBlock {
  number: number
  hash: string
  transactions: readonly SimTransaction[]
}

/** What a wallet hands to the chain. Without a nonce the node takes the account's next one. */
export interface SendParts {
  from: string
  to: string
  value: bigint
  data: string
  nonce?: number
}

/** Decides about one transaction. It may be asked only once about each. */
export type Judge = (transaction: SimTransaction) => boolean

/**
 * The chain of a schedule: one in memory, or a real node behind the same face.
 *
 * What reads answers at once, so that the judge and the schedule can look after each step; over a real node it is a
 * mirror that every change brings up to date. What changes the chain, and JSON-RPC, may take real time: the schedule
 * waits for it before it goes on, so that one step is over before the next begins.
 */
export interface TestChain {
  readonly chainId: number
  /** The user's account: funded, in lower case, without a transaction so far. */
  readonly account: string
  /** A second account of the same wallet, funded as well. */
  readonly otherAccount: string
  /** The one token that the chain holds. */
  readonly token: { readonly address: string; readonly decimals: number }

  /** Those that the schedule may look at, in order; all that hold a transaction of its accounts are among them. */
  readonly blocks: readonly SimBlock[]
  /** Waiting. Of one account and nonce there is one at most. */
  readonly mempool: readonly SimTransaction[]
  /** Dropped or orphaned; whoever kept it may send it again. */
  readonly limbo: readonly SimTransaction[]
  /** Number of the newest block. */
  readonly head: number
  /** The account's next nonce by its mined transactions. */
  nonceOf(address: string): number
  /** The same, those that wait included. */
  pendingNonceOf(address: string): number
  /** Every transaction of these accounts that is in a block. */
  mined(): readonly SimTransaction[]

  /** Takes a transaction as a node would; one with the nonce of a waiting one replaces it. Throws or rejects for a used nonce. */
  send(parts: SendParts): Maybe<SimTransaction>
  /**
   * Mines one block. For each transaction that could be in it, by nonce, `waits` is asked whether it is left out, and
   * `fails` whether it reverts.
   */
  mine(fails: Judge, waits: Judge): Maybe<void>
  /** Takes blocks back, and adds an empty one. `forgets` is asked for each of their transactions: else it waits again. */
  reorg(depth: number, forgets: Judge): Maybe<void>
  /** Takes a waiting transaction out. */
  drop(transaction: SimTransaction): Maybe<void>
  /** Sends one out of {@link TestChain.limbo} again, byte for byte. A node that refuses it is no error. */
  rebroadcast(transaction: SimTransaction): Maybe<void>
  /** JSON-RPC as seen through an endpoint that is `lag` blocks behind and, then, knows of nothing that waits. */
  rpc(method: string, params: readonly unknown[], lag: number): Maybe<unknown>
}
