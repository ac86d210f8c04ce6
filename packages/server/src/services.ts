import type { AssetRegistry } from '@offrampkit/core'
import type { OrderId, RandomBytes } from '@offrampkit/core/order'
import type { ChainsPort } from '@offrampkit/deposit/find'
import type { LogWriter } from './log/writer.ts'
import type { Streams } from './news/streams.ts'
import type { OrderWriter } from './orders/applyEvents.ts'
import type { Lane } from './orders/lane.ts'
import type { Refresher } from './orders/refresh.ts'
import type { ProviderCatalog } from './providerCatalog.ts'
import type { OptionsReader } from './quotes/optionsCache.ts'
import type { QuoteDesk } from './quotes/quoteDesk.ts'
import type { Store } from './stores/store.ts'
import type { BackgroundReads } from './upstream/backgroundReads.ts'
import type { UserAllowances } from './userLimits.ts'

/** What the routes work with: made once, the same for every request. */
export interface Services {
  store: Store
  providers: ProviderCatalog
  registry: AssetRegistry
  writer: OrderWriter
  /** Of news about orders. */
  streams: Streams
  refresher: Refresher
  background: BackgroundReads
  allowances: UserAllowances
  readOptions: OptionsReader
  quotes: QuoteDesk
  /** What must not overlap within this process. */
  lane: Lane
  chains: ChainsPort | null
  now: () => number
  /** The machine's clock, which no provider moves: for what is forgotten for its age. */
  wall: () => number
  /** A clock that never goes back. */
  steady: () => number
  random: RandomBytes
  timeout: (ms: number) => AbortSignal
  /** Calls back once after so many ms; the result stops it. */
  after: (ms: number, callback: () => void) => () => void
  /** For so long settled webhooks are known again. */
  keepWebhooksMs: number
  /** Where the provider sends the user back to. */
  returnUrlOf: (orderId: OrderId) => string
  /** Of what went wrong without an answer that says so. */
  report: (error: unknown, during: string, orderId?: OrderId) => void
  /** Of an error that is being answered. */
  tell: (error: unknown, during: string, orderId?: OrderId) => void
  log: LogWriter | null
}
