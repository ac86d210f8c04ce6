import type { AssetRegistry } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import type { Stage } from '@offrampkit/core/order'
import type { DepositPorts } from '../../depositor.ts'
import type { Effect } from '../../find/effect.ts'
import type { LedgerRow } from '../../ports/ledger.ts'
import type { WalletPort } from '../../ports/wallet.ts'
import type { Guard } from '../../protocol/oneShot.ts'
import type { Breaker } from './breakers.ts'
import type { Calls } from './calls.ts'
import type { FaultKind, Rates } from './faults.ts'
import type { Random } from './random.ts'
import type { SimServer } from './server.ts'
import type { SimTransaction, TestChain } from './testChain.ts'

/** Changes what each page's protocol is given. */
export interface Mutant {
  ports?: (ports: DepositPorts) => DepositPorts
  wallet?: (wallet: WalletPort) => WalletPort
  guard?: Guard
  /** Every browser has locks, and a frozen page keeps its own. */
  keepsLocks?: true
}

/** One sale. */
export interface OrderLife {
  readonly orderId: string
  readonly server: SimServer
  /** What its deposit does to the chain, decided before anything happens. */
  readonly expected: Effect
  /** No prompt may begin at or after this. */
  readonly deadline: number
}

/** What the parts of a simulated world see of a browser. */
export interface ProfileLife {
  /** Its storage forgot what it had confirmed. */
  readonly rolledBack: boolean
  row(orderId: string): LedgerRow | null
}

/** What the parts of a simulated world see of a page. */
export interface PageLife {
  readonly id: string
  readonly order: OrderLife
  readonly profile: ProfileLife
  readonly alive: boolean
  /** In the browser's cache: it hears nothing until it is shown again. */
  readonly frozen: boolean
  /** The attempt whose send control was clicked last. */
  readonly firing: string | null
  after(ms: number, callback: () => void): () => void
  onHide(callback: () => void): () => void
  /** Calls back now, or when the page is shown again; never once it has ended. */
  hear(callback: () => void): void
}

/** What a page was able to know before it began to look. */
export interface Before {
  /** Hashes that pay the order's address. */
  deposits: readonly string[]
  /** Hashes that it was told of and that went somewhere else. */
  strays: readonly string[]
}

/** What the parts of a simulated world see of it. */
export interface Surroundings {
  readonly random: Random
  readonly calls: Calls
  readonly chain: TestChain
  /** Another configured chain, on which nothing is asked for. */
  readonly elsewhere: TestChain
  readonly registry: AssetRegistry
  readonly rates: Rates
  readonly keepsAttempts: boolean
  readonly hasLocks: boolean
  readonly profiles: readonly ProfileLife[]
  readonly mutant: Mutant | undefined
  readonly time: number
  readonly step: number
  readonly wallet: { readonly trusted: boolean; portFor(page: PageLife): WalletPort }
  readonly oracle: {
    deposits(order: OrderLife): readonly SimTransaction[]
    arrived(order: OrderLife): readonly SimTransaction[]
    before(order: OrderLife): Before
    check(page: PageLife, stage: Stage, before: Before): void
    refused(page: PageLife, error: unknown, before: Before): void
    prompted(page: PageLife, parameters: Readonly<Record<string, string>>): void
    sent(order: OrderLife, transaction: SimTransaction, told: boolean): void
    replaced(before: SimTransaction, after: SimTransaction): void
    orderOf(transaction: SimTransaction): OrderLife | undefined
  }
  readOrder(page: PageLife, order: OrderLife): Promise<OrderView>
  breaks(assumption: Breaker): boolean
  /** Counts a fault. */
  inject(kind: FaultKind): void
  heard(error: unknown): void
}
