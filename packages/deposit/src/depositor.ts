import type { AssetRegistry } from '@offrampkit/core'
import type { DepositsBackend, OrderView } from '@offrampkit/core/api'
import type { DepositInstruction } from '@offrampkit/core/deposit'
import type { OrderFacts } from '@offrampkit/core/order'
import type { ChainsPort } from './ports/chain.ts'
import type { ClockPort } from './ports/clock.ts'
import type { LedgerAttempt, LedgerPort } from './ports/ledger.ts'
import type { LockPort } from './ports/lock.ts'
import type { MarksPort } from './ports/marks.ts'
import type { NewsPort } from './ports/news.ts'
import type { PagePort } from './ports/page.ts'
import type { WalletPort } from './ports/wallet.ts'
import type { WalletMemoryPort } from './ports/wallets.ts'

/** Everything that the protocol touches. Nothing else is reached for. */
export interface DepositPorts {
  registry: AssetRegistry
  ledger: LedgerPort
  lock: LockPort
  marks: MarksPort
  chains: ChainsPort
  clock: ClockPort
  random: (length: number) => Uint8Array
  /** The server's copy of the ledger; without it only this browser's ledger guards. */
  deposits?: DepositsBackend
  /** Id of this page load. */
  tabId: string
  /** Tells when the page goes away, so that an unfired attempt is disarmed in time. Without it such an attempt ends unknown. */
  page?: PagePort
  /** Tells other tabs that a row changed. */
  news?: NewsPort
  /** What this browser saw of its wallets. */
  wallets?: WalletMemoryPort
  /**
   * The app's word that the wallet of this id sends with the nonce that it is told, whatever else is under way: then a nonce
   * that another transaction used up proves an attempt dead (P2), and a user may set an unanswered attempt aside. No wallet
   * is taken to do so by itself. MetaMask's extension does, its mobile app does not (metamask-mobile#9118).
   */
  keepsNonce?: (walletId: string) => boolean
}

/** What was read before arming; all in base units. */
export interface Preflight {
  balance: bigint
  nativeBalance: bigint
  gasLimit: bigint
  /** Twice what the transaction costs now, in wei of the native coin; what an OP-stack chain charges beside gas included. */
  gasCost: bigint
}

/**
 * An attempt that is written ahead and ready. `fire` must be called inside the click's own tick: it does only synchronous
 * work before it asks the wallet, and it asks at most once, ever.
 */
export interface ArmedDeposit {
  attemptId: string
  instruction: DepositInstruction
  preflight: Preflight
  /** When it lapses by itself, by {@link ClockPort.now}. */
  lapsesAt: number
  /** Asks the wallet. Resolves with the attempt as it stands after the wallet's answer; never rejects. */
  fire(): Promise<LedgerAttempt>
  /** Gives up before firing: proof P3. Does nothing after `fire`. */
  disarm(): void
  readonly state: 'ready' | 'fired' | 'disarmed'
}

/** What looking brought. `facts` holds transfers seen on chain, to be merged into the order's. */
export interface DepositState {
  attempts: readonly LedgerAttempt[]
  facts: OrderFacts
  /**
   * Why nothing could be said, where something could not be read; `no_ledger_row` where only another browser can know.
   */
  unreadable: string | null
  /** The attempt that {@link Depositor.attest} would take now, or `null`. */
  attestable: string | null
}

/**
 * The at-most-once deposit: arm, fire, disarm, recover, reconcile. `createDepositor(ports)` makes it.
 */
export interface Depositor {
  /**
   * Takes the order into this browser's ledger, right after it was made. Needed where there is no `deposits`: then only
   * the browser that holds the row may send, so that a lost ledger can never send again.
   *
   * @throws OfframpError `ledger_unavailable`
   */
  claim(orderId: string): Promise<void>
  /**
   * Checks everything, reserves at the server and writes the attempt ahead.
   *
   * @param reviewed - what the user looked at; another digest now is `instruction_changed`
   * @throws OfframpError a code of the deposit group: nothing was asked of the wallet
   */
  arm(order: OrderView, wallet: WalletPort, reviewed?: { digest: string }): Promise<ArmedDeposit>
  /**
   * Reads ledger and marks, then looks for the money of every attempt that is not proven unsent. Asks no wallet.
   * What the chain could not tell is in `unreadable`.
   *
   * @throws OfframpError `ledger_unavailable`: nothing can be said, and nothing may be offered
   */
  reconcile(order: OrderView): Promise<DepositState>
  /**
   * The user says that they cancelled this request in the wallet. Then one more attempt may be made, under the same nonce, so
   * that the chain takes one of the two at most, also where the user was wrong. Only where `attestable` names the attempt.
   *
   * @throws OfframpError `attempt_unproven` where that would not be safe, `ledger_unavailable`
   */
  attest(order: OrderView, attemptId: string): Promise<DepositState>
  /** What the ledger holds, without looking further. */
  attempts(orderId: string): Promise<readonly LedgerAttempt[]>
  /** Calls back when an attempt of this order changed, in this tab or another. */
  subscribe(orderId: string, onChange: () => void): () => void
}
