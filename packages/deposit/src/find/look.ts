import type { AssetRegistry, Network, NetworkId } from '@offrampkit/core'
import type {
  AttemptView,
  NonSendProof,
  OrderFacts,
  TransferDifference,
  TransferEvent,
} from '@offrampkit/core/order'
import type { ChainPort, ChainsPort } from '../ports/chain.ts'
import type { Effect } from './effect.ts'
import type { ClaimOf, Since } from './ownership.ts'

/** What a look needs. */
export interface FindParameters {
  chain: ChainPort
  /** The network's policy: how deep is final. */
  network: Pick<Network, 'finality'>
  effect: Effect
  attempt: Pick<AttemptView, 'sender' | 'fromBlock' | 'nonce' | 'pin' | 'txHash' | 'startedAt'> & {
    noncePending?: number
    txNonce?: number
    /** Where it was seen before that it is not what was asked for. */
    astray?: { network: NetworkId; txHash: string }
  }
  /** Whether this wallet is known to use the nonce that it is told. Without it P2 is no proof. */
  honoursPin?: boolean
  /** Further hashes to look at: what the provider's row or another device named. */
  hashes?: readonly string[]
  /** Those of them that the provider's own rows of this order name. */
  vouched?: readonly string[]
  /** How the account stood when the first attempt of the order was armed: what is older is another order's. */
  since?: Since
  /** What other orders have to do with a transaction. */
  claimOf?: ClaimOf
  /** Where else the wallet may have sent to. Given for an attempt of which nothing is proven; costs reads of each chain. */
  elsewhere?: { registry: AssetRegistry; chains: ChainsPort }
  /** What was seen before: a transfer that is gone is told as reorged. */
  known?: OrderFacts
  /** Server time in ms, for the events. */
  now: number
}

/**
 * - `found`: a transfer with the attempt's exact effect is in the chain.
 * - `astray`: a transaction of this attempt is in a chain, and is not what was asked for. Never to be tried again.
 * - `dead`: proven that the attempt cannot send any more.
 * - `none_yet`: everything was read, and it is not there. No proof of anything.
 * - `pending`: a transaction of the sender waits that may be it.
 * - `unknown`: something could not be read.
 */
export type Verdict =
  | { status: 'found'; txHash: string; final: boolean }
  | { status: 'astray'; txHash: string; network: NetworkId; differs: TransferDifference }
  | { status: 'dead'; proof: NonSendProof; txHash: string }
  | { status: 'none_yet'; scannedTo: number }
  | { status: 'pending'; scannedTo: number }
  | { status: 'unknown'; reason: string }

export interface FindOutcome {
  verdict: Verdict
  /** Everything that was seen from the sender to the deposit address, of any amount, and what went elsewhere. */
  events: readonly TransferEvent[]
  /** The nonce of the attempt's own transaction, where the chain told it. */
  txNonce?: number
}
