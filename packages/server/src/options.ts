import type { AssetRegistry, NetworkId, OfframpError } from '@offrampkit/core'
import type { ProviderId, RandomBytes } from '@offrampkit/core/order'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import type { ChainsPort } from '@offrampkit/deposit/find'
import type { LogRecord } from './log/record.ts'
import type { OrderPublished } from './news/newsListener.ts'
import type { StreamLimits } from './news/streams.ts'
import type { SharedState } from './shared/shared.ts'
import type { Store } from './stores/store.ts'
import type { UserLimits } from './userLimits.ts'

/** Who asks. */
export interface User {
  /** Yours, stable and never reused for somebody else. Orders belong to it. */
  userId: string
  /**
   * Accounts that are proven to be the user's, by a signature for example. An order is only made for one of these:
   * an address that the browser merely names does not belong here. Those outside EVM you vouch for: their orders are marked
   * as `senderUnproven`.
   */
  addresses: readonly (string | UserAccount)[]
}

/** An account of the user of which more is to be said than its address. */
export interface UserAccount {
  address: string
  /** Where alone it is the user's: a contract account may be another's on another chain. Default: everywhere. */
  network?: NetworkId
  /** Whether a signature was checked. Default: yes on EVM networks, no elsewhere. */
  proven?: boolean
}

/** Where something went wrong: allow-listed words, never values of a request. */
export interface ErrorContext {
  /** A route of the API, or what ran without a request. */
  during: string
  /** First 8 hex digits of the keccak-256 of the order id, to follow one order through a log. */
  order?: string
}

export interface OfframpHandlerOptions<platform = unknown> {
  /** Path under which the handler is mounted, as in the request's URL. Default `/api/offramp`. */
  basePath?: string
  store: Store
  /**
   * What several instances share beside the store: rates, prices of the last seconds, and news. Default `memoryShared()`, for one
   * instance. `redisShared` of `@offrampkit/server/redis` is another.
   */
  shared?: SharedState
  /**
   * Quotes that each provider may be asked for in a second, by its id, over all instances. Default: what the provider says that it
   * takes, with room left. Lower it where something else uses the same key.
   */
  quotesPerSecond?: Readonly<Record<ProviderId, number>>
  /**
   * Orders that each provider may be asked about in a second by `reconcile`, by its id, over all instances. What users ask for is not
   * counted. Default 4: 10,000 orders take three quarters of an hour.
   */
  readsPerSecond?: Readonly<Record<ProviderId, number>>
  /**
   * Orders that each provider may be asked about in a second because users read them, by its id, over all instances; half of it for
   * one user at most. Beyond it a reader is told what is known, with `stale: true`. Default 6.
   */
  userReadsPerSecond?: Readonly<Record<ProviderId, number>>
  /**
   * What one user may have made in ten minutes: new orders (default 20), and steps that a provider is asked for (default 30). Beyond
   * it they are told `rate_limited`. `Infinity` for no limit.
   */
  userLimits?: Partial<UserLimits>
  providers: readonly ServerProviderFactory[]
  registry: AssetRegistry
  /** Who asks, or `null`. Runs for every call about orders; may throw an `OfframpError`. */
  authenticate: (request: Request, platform: platform) => User | null | Promise<User | null>
  /**
   * The user's public IP, from the connection or from a header that your platform sets and clients cannot. `null` when
   * unknown: then no session is made, and prices are told all the same. `clientIpFromSocket` of `@offrampkit/server/node` is one.
   */
  clientIp: (request: Request, platform: platform) => string | null | Promise<string | null>
  /** Where providers send the user back to. Gets `?offramp_order=<id>`; allow-list it at the provider. */
  returnUrl: string | URL
  /** Origins, such as `https://app.example`, whose pages may call. Exact; never `*` or `null`. */
  allowedOrigins: readonly string[]
  /** Lets browsers send cookies from an allowed origin that is another site. Default false. */
  allowCredentials?: boolean
  /**
   * JSON-RPC reads of each chain over endpoints of your own, for looking for a deposit on the server. `null` for a chain without
   * one. A failed read throws; it never means "none".
   */
  chains?: ChainsPort
  fetch?: typeof fetch
  /**
   * Milliseconds since 1970. Default: the machine's clock, and where that is behind what the answers of providers say (`Date`), what
   * they say.
   */
  now?: () => number
  random?: RandomBytes
  /** A signal that aborts after so many ms. Default `AbortSignal.timeout`. */
  timeout?: (ms: number) => AbortSignal
  /** Calls back once after so many ms; the result stops it. Default `setTimeout`. */
  after?: (ms: number, callback: () => void) => () => void
  /**
   * How long one stream of an order's news lives at most, in ms, and at least three quarters of it; the client opens the next by
   * itself. Set it below what your platform allows a request. Default 10 minutes.
   */
  streamLifetimeMs?: number
  /**
   * For how long webhooks that were worked on are known again when they are delivered once more, in ms; then they are forgotten, with
   * what they held. Longer than any provider tries: default 30 days, at least 8.
   */
  keepWebhooksMs?: number
  /**
   * How many streams of news may be open at once: of one user (default 16) at all instances with the same `shared`, and altogether
   * (default 10,000) at this one.
   * Whoever finds no place polls, and tries again after a minute.
   */
  streamLimits?: Partial<StreamLimits>
  /** Every error that was answered or swallowed. What it holds can be logged: causes are reduced to name and stack frames. */
  onError?: (error: OfframpError, context: ErrorContext) => void
  /**
   * Is told of every answer and of every failure behind one, in records of a few allow-listed fields. `jsonLog(console.log)`
   * writes them as lines of JSON.
   */
  log?: (record: LogRecord) => void
  /** After every change of an order, in this process. */
  onOrderChanged?: (change: OrderPublished) => void
  /** Serves the API's description at `GET {basePath}/openapi.json`. It holds nothing of yours or of anybody's. Default true. */
  openApi?: boolean
  /** Lets a webhook be answered before it is worked on: `(work, platform) => platform.waitUntil(work)`. It is kept before. */
  waitUntil?: (work: Promise<void>, platform: platform) => void
  /**
   * Used where `clientIp` finds a loopback or private address and the request is for localhost. Refused in production.
   */
  developmentClientIp?: string
  /**
   * Default: whether `NODE_ENV` is `production`. There everything is on https, the store remembers, and what stands in for
   * something in development is refused.
   */
  production?: boolean
  /**
   * Lets a staging deployment, which runs as in production, have what pays nobody: a provider's test environment or a stand-in for
   * one, and test networks in the registry. Default false: in production these are refused.
   */
  allowTestProviders?: boolean
}
