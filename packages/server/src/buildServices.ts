import { toOfframpError } from '@offrampkit/core'
import type { RandomBytes } from '@offrampkit/core/order'
import type { ProviderMarks } from '@offrampkit/core/provider'
import { afterTimeout } from './afterTimeout.ts'
import type { CheckedOptions } from './checkOptions.ts'
import { loggable } from './guards/errorAnswer.ts'
import { checkRatedProviders } from './knownNames.ts'
import { blamedFor, markOf } from './log/marks.ts'
import { createLogWriter } from './log/writer.ts'
import { createNewsHub } from './news/hub.ts'
import type { OrderPublished } from './news/newsListener.ts'
import { createStreams } from './news/streams.ts'
import type { OfframpHandlerOptions } from './options.ts'
import { createOrderWriter } from './orders/applyEvents.ts'
import { createLane } from './orders/lane.ts'
import { createRefresher } from './orders/refresh.ts'
import { holderName } from './orders/turn.ts'
import { isProduction, refuseTests } from './production.ts'
import { createProviderCatalog } from './providerCatalog.ts'
import { createOptionsReader } from './quotes/optionsCache.ts'
import { createQuoteDesk, quoteRate } from './quotes/quoteDesk.ts'
import { createServerClock } from './serverClock.ts'
import type { Services } from './services.ts'
import { memoryShared } from './shared/memory.ts'
import { steadyNow } from './shared/steadyClock.ts'
import { guardedStore } from './stores/guardedStore.ts'
import type { Store } from './stores/store.ts'
import { createBackgroundReads } from './upstream/backgroundReads.ts'
import { createBreakers } from './upstream/breakers.ts'
import { guardProvider } from './upstream/guardProvider.ts'
import { upstreamFetch } from './upstreamFetch.ts'
import { createUserAllowances, nameOf } from './userLimits.ts'

/** Puts the parts together, each over what it is handed. */
export function buildServices<platform>(
  options: OfframpHandlerOptions<platform>,
  checked: CheckedOptions,
): Services {
  const { registry, chains, onError, onOrderChanged } = options
  const random = options.random ?? ((length) => crypto.getRandomValues(new Uint8Array(length)))
  const timeout = options.timeout ?? ((ms) => AbortSignal.timeout(ms))
  const after = options.after ?? afterTimeout
  const steady = options.now ?? steadyNow
  const clock = createServerClock({ steady, onWrong: (error) => report(error, 'clock') })
  const now = options.now ?? clock.now
  const wall = options.now ?? clock.wall
  const sleep = (ms: number) => new Promise<void>((resolve) => after(ms, resolve))
  const shared = options.shared ?? memoryShared({ now: steady })
  const breakers = createBreakers(steady)
  const store = guardedStore(options.store)
  const base = options.fetch ?? ((input, init) => fetch(input, init))
  const upstream = upstreamFetch(options.now ? base : clock.listensTo(base), timeout)
  const production = isProduction(options.production)
  const providers = createProviderCatalog(
    options.providers.map((create) =>
      guardProvider(
        create({ registry, fetch: upstream, now, random, marks: marksIn(store, { now, random }) }),
        {
          breakers,
          now: steady,
          sleep,
          random,
        },
      ),
    ),
    production,
  )
  checkRatedProviders(
    options,
    providers.all.map(({ id }) => id),
  )
  refuseTests(options, providers.all, registry)
  const log = options.log ? createLogWriter({ log: options.log, now, steady }) : null
  const tell: Services['tell'] = (error, during, orderId) => {
    if (!onError) return
    const context = { during, ...(orderId === undefined ? {} : { order: markOf(orderId) }) }
    try {
      onError(loggable(toOfframpError(error)), context)
    } catch {
      // A log that fails must not fail a sale.
    }
  }
  const report: Services['report'] = (error, during, orderId) => {
    tell(error, during, orderId)
    const about = { during, provider: blamedFor(error), order: orderId && markOf(orderId) }
    log?.failed(toOfframpError(error), about)
  }
  const news = createNewsHub({
    sources: [...(store.listen ? [store.listen] : []), shared.listen],
    versionOf: async (orderId) => (await store.order(orderId))?.version ?? null,
    after,
  })
  const publish = (change: OrderPublished) => {
    news.publish(change)
    shared.publish(change).catch((error) => report(error, 'publish', change.orderId))
    try {
      onOrderChanged?.(change)
    } catch (error) {
      // The change is written; who wanted to hear of it can still read it.
      report(error, 'onOrderChanged', change.orderId)
    }
  }
  const writer = createOrderWriter({ store, now, publish, report: (error) => report(error, 'applyEvents') })
  const allowances = createUserAllowances({
    ...{ shared, limits: checked.userLimits },
    readsPerSecond: options.userReadsPerSecond ?? {},
  })
  return {
    store,
    providers,
    registry,
    writer,
    streams: createStreams({
      ...{ news, after, random: () => fraction(random), ...checked.streams },
      // Where nothing was handed in, this instance is all there is.
      hold:
        options.shared &&
        ((userId, ms) => shared.hold(`user:streams:${nameOf(userId)}`, ms, checked.streams.perUser)),
    }),
    refresher: createRefresher({
      ...{ providers, writer, now, timeout, mayRead: allowances.mayRead },
      report: (e) => report(e, 'refresh'),
    }),
    allowances,
    background: createBackgroundReads({ shared, breakers, after, perSecond: options.readsPerSecond ?? {} }),
    readOptions: createOptionsReader({ shared, steady, sleep, timeout }),
    quotes: createQuoteDesk({
      ...{ shared, breakers, now, steady, sleep, timeout, random },
      rateOf: (provider) => quoteRate(provider, options.quotesPerSecond),
    }),
    lane: createLane(),
    chains: chains ?? null,
    now,
    wall,
    steady,
    random,
    timeout,
    after,
    keepWebhooksMs: checked.keepWebhooksMs,
    returnUrlOf(orderId) {
      const url = new URL(checked.returnUrl)
      url.searchParams.set('offramp_order', orderId)
      return url.href
    },
    ...{ report, tell, log },
  }
}

/** They last as long as is asked for by the store's clock: another instance may have a clock that is ahead. */
function marksIn(store: Store, { now, random }: Pick<Services, 'now' | 'random'>): ProviderMarks {
  const nameOf = (key: string) => `provider:${key}`
  return {
    take: async (key, until) =>
      (await store.claim(nameOf(key), holderName(random), until - now())).status === 'claimed',
    has: (key) => store.isClaimed(nameOf(key)),
  }
}

/** From 0 up to, not including, 1: for what is only spread over time. */
function fraction(random: RandomBytes): number {
  const [high = 0, low = 0] = random(2)
  return (high * 256 + low) / 65_536
}
