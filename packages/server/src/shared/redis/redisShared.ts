import { OfframpError } from '@offrampkit/core'
import { createId, isId } from '@offrampkit/core/order'
import type { NewsListener } from '../../news/newsListener.ts'
import { memoryShared } from '../memory.ts'
import { intervalOf, type KeptValue, type SharedState, type Turn } from '../shared.ts'
import { steadyNow } from '../steadyClock.ts'
import { connectRedis } from './connection.ts'
import { createReach } from './reach.ts'
import { countScript, holdScript, keepScript, pauseScript, readScript, takeScript } from './scripts.ts'

export interface RedisSharedOptions {
  /** `redis://…` or `rediss://…`. Redis 6 or newer, or Valkey. */
  url: string
  /** Before every key and in the name of the channel. Default `offrampkit`. */
  prefix?: string
  /**
   * What part of each rate this instance allows itself while Redis is gone and nobody can tell what the others take. Default a
   * quarter: right for up to four instances.
   */
  shareAlone?: number
  /** Told once when Redis is lost. What the instances share is rates and prices: orders need none of it. */
  onError?: (error: OfframpError) => void
  /** Ms since 1970, for tests. Default: the clock of Redis. */
  now?: () => number
}

/** {@link SharedState} over Redis or Valkey. */
export interface RedisShared extends SharedState {
  /** Resolves once it is connected. Nothing needs to wait for it. */
  ready(): Promise<void>
}

/** An answer that takes longer is not waited for: what it guards is meant to be quick. */
const patienceMs = 500
/** In place of a change: somebody could not tell theirs. Versions of this code that do not know it ignore it. */
const missedMessage = '{"missed":true}'

/**
 * What instances share, over one Redis or Valkey. It may come and go: while it is gone, this instance goes on alone, with a part of
 * each rate and with prices and places of its own, and tries again every second. News is lost meanwhile, and listeners are told so.
 *
 * Needs the package `@redis/client`.
 *
 * @throws TypeError for a URL that is none
 * @example createOfframpHandler({ …, shared: redisShared({ url: process.env.REDIS_URL! }) })
 */
export function redisShared(options: RedisSharedOptions): RedisShared {
  const { url, prefix = 'offrampkit', shareAlone = 0.25, onError, now } = options
  const channel = `${prefix}:news`
  const listeners = new Set<NewsListener>()
  const connection = connectRedis({
    ...{ url, channel, patienceMs },
    onMessage(message) {
      if (message === missedMessage) for (const { onGap } of listeners) onGap()
      const change = readChange(message)
      if (change) for (const { onChange } of listeners) onChange(change)
    },
    onGap() {
      for (const { onGap } of listeners) onGap()
    },
  })
  const alone = memoryShared({ now: now ?? steadyNow })
  const reach = createReach({ now: now ?? steadyNow, onLost: (cause) => closed || onError?.(lost(cause)) })
  const time = () => (now ? Math.round(now()) : '')
  const run = (script: string, kind: string, name: string, ...values: (string | number)[]) =>
    connection.run(script, `${prefix}:${kind}:${name}`, [time(), ...values])

  /**
   * What this instance could not tell, the others have missed without a break in their own connections. They are told so once that is
   * possible, at most once a second.
   */
  let telling: ReturnType<typeof setTimeout> | null = null
  let closed = false
  function tellMissed(): void {
    if (closed) return
    telling ??= setTimeout(() => {
      telling = null
      connection.send(['PUBLISH', channel, missedMessage]).catch(tellMissed)
    }, 1_000)
    // Nobody has to live on for it.
    if (typeof telling === 'object') telling.unref?.()
  }

  return {
    take: (bucket, pace) =>
      reach(
        async () => {
          const { perSecond, tokens = 1, withinMs, lateMs = 0 } = pace
          const asked = [intervalOf(perSecond), tokens, Math.round(withinMs), Math.round(lateMs)]
          const [taken, waitMs] = (await run(takeScript, 'bucket', bucket, ...asked)) as [number, number]
          return { taken: taken === 1, waitMs }
        },
        async (lostForMs): Promise<Turn> =>
          // What was taken together in the last second still counts.
          lostForMs < 1_000
            ? { taken: false, waitMs: Math.ceil(1_000 - lostForMs) }
            : await alone.take(bucket, { ...pace, perSecond: pace.perSecond * shareAlone }),
      ),
    pause: (bucket, ms) =>
      reach(
        async () => void (await run(pauseScript, 'bucket', bucket, Math.round(ms))),
        () => alone.pause(bucket, ms),
      ),
    read: (key) =>
      reach(
        async (): Promise<KeptValue | null> => {
          const kept = (await run(readScript, 'kept', key)) as [string, number] | null
          return kept && { value: kept[0], stale: kept[1] === 1 }
        },
        () => alone.read(key),
      ),
    keep: (key, value, keeping) =>
      reach(
        async () => void (await run(keepScript, 'kept', key, value, keeping.freshMs, keeping.staleMs)),
        () => alone.keep(key, value, keeping),
      ),
    hold: (name, ms, most = 1) =>
      reach(
        async () => {
          const id = createId((length) => crypto.getRandomValues(new Uint8Array(length)))
          if ((await run(holdScript, 'hold', name, id, ms, most)) !== 1) return null
          return {
            renew: () =>
              reach(
                async () => (await run(holdScript, 'hold', name, id, ms, 0)) === 1,
                async () => false,
              ),
            release: () =>
              reach(
                async () => void (await connection.send(['ZREM', `${prefix}:hold:${name}`, id])),
                async () => undefined,
              ),
          }
        },
        () => alone.hold(name, ms, most),
      ),
    count: (name, ms) =>
      reach(
        async () => Number(await run(countScript, 'count', name, ms)),
        () => alone.count(name, ms),
      ),
    publish: ({ orderId, version }) =>
      reach(
        async () => void (await connection.send(['PUBLISH', channel, JSON.stringify({ orderId, version })])),
        async () => tellMissed(),
      ),
    listen(listener) {
      listeners.add(listener)
      // Before this moment nobody listened for it.
      if (connection.listens()) queueMicrotask(() => listeners.has(listener) && listener.onGap())
      return () => listeners.delete(listener)
    },
    ready: connection.ready,
    async close() {
      closed = true
      if (telling) clearTimeout(telling)
      listeners.clear()
      connection.close()
      await alone.close()
    },
  }
}

/** Anybody who reaches the same Redis may have said it. */
function readChange(message: string): { orderId: string; version: number } | null {
  try {
    const { orderId, version } = JSON.parse(message) as { orderId?: unknown; version?: unknown }
    return isId(orderId) && Number.isSafeInteger(version) ? { orderId, version: version as number } : null
  } catch {
    return null
  }
}

function lost(cause: unknown): OfframpError {
  return new OfframpError({
    code: 'store_failed',
    message: 'Redis does not answer.',
    why: 'This instance goes on alone with a part of each rate, prices of its own, and no news from the others. No order is touched.',
    action: 'Operator: look after Redis. It is tried again every second.',
    cause,
  })
}
