import type { AssetRegistry } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import type { Stage } from '@offrampkit/core/order'
import type { DepositPorts } from '../../depositor.ts'
import type { Effect } from '../../find/effect.ts'
import type { LedgerRow } from '../../ports/ledger.ts'
import type { WalletPort } from '../../ports/wallet.ts'
import type { Calls } from './calls.ts'
import type { Random } from './random.ts'
import type { SimServer } from './server.ts'
import type { SimTransaction, TestChain } from './testChain.ts'

/** How often things go wrong, as probabilities per call. */
export interface Faults {
  rpcFails: number
  rpcLags: number
  networkFails: number
  storageFails: number
  walletFails: number
}

/** Changes what each page's protocol is given. */
export interface Mutant {
  ports?: (ports: DepositPorts) => DepositPorts
  wallet?: (wallet: WalletPort) => WalletPort
}

/** What the parts of a simulated world see of a page. */
export interface PageLife {
  readonly id: string
  readonly alive: boolean
  readonly profile: { row(orderId: string): LedgerRow | null }
  after(ms: number, callback: () => void): () => void
  onHide(callback: () => void): () => void
}

/** What a page was able to know before it began to look. */
export interface Before {
  deposits: readonly string[]
}

/** What the parts of a simulated world see of it. */
export interface Surroundings {
  readonly random: Random
  readonly calls: Calls
  readonly chain: TestChain
  readonly server: SimServer
  readonly registry: AssetRegistry
  readonly faults: Faults
  readonly hasLocks: boolean
  readonly mutant: Mutant | undefined
  readonly orderId: string
  readonly account: string
  readonly expected: Effect
  /** No prompt may begin at or after this. */
  readonly deadline: number
  readonly time: number
  readonly step: number
  readonly wallet: { portFor(page: PageLife): WalletPort }
  readonly oracle: {
    deposits(): SimTransaction[]
    check(page: PageLife, stage: Stage, before: Before): void
    prompted(page: PageLife, parameters: Readonly<Record<string, string>>): void
  }
  readOrder(page: PageLife): Promise<OrderView>
  watch(): Before
  heard(error: unknown): void
}
