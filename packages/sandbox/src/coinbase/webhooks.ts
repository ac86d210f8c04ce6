import type { Fetch } from '../chain/rpc.ts'
import type { SteeredClock } from '../clock.ts'
import { createDelivery, type DeliveryState, hmacHex } from '../delivery.ts'
import { type Random, randomUuid } from '../random.ts'
import { type EventType, type Order, orderEvent } from './order.ts'
import type { CoinbaseSettings } from './settings.ts'

/** Where events are delivered, and the subscription's secret. */
export interface WebhookTarget {
  url: string
  secret: string
}

/** One event on its way to one target. */
export interface CoinbaseWebhook {
  /** The `X-Hook0-Id` header: one per event and target, the same on every retry. */
  id: string
  target: WebhookTarget
  eventType: EventType
  body: string
}

export interface Delivery extends CoinbaseWebhook, DeliveryState {}

/** "Exponential backoff with up to 60 retries per event" (CDP webhooks overview, 2026). */
const MAX_ATTEMPTS = 61
const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 3_600_000

/** The wait after `attempts` tries. */
export function backoffMs(attempts: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_RETRY_MS)
}

/**
 * The `X-Hook0-Signature` value over `t.h.values.body`, HMAC-SHA256 with the secret's UTF-8 bytes
 * (docs.cdp.coinbase.com "verify signatures", 2026).
 */
async function signWebhook(secret: string, t: number, headers: ReadonlyMap<string, string>, body: string) {
  const h = [...headers.keys()].join(' ')
  return `t=${t},h=${h},v1=${await hmacHex(secret, `${t}.${h}.${[...headers.values()].join('.')}.${body}`)}`
}

/** Coinbase's webhooks: every target hears every event. */
export function createWebhooks(ctx: {
  targets: readonly WebhookTarget[]
  clock: SteeredClock
  random: Random
  fetch: Fetch
  settings: CoinbaseSettings
}) {
  const {
    strikes: _,
    again: __,
    queue,
    ...delivery
  } = createDelivery<CoinbaseWebhook>({
    ...ctx,
    retryAfterMs: (attempts) => (attempts >= MAX_ATTEMPTS ? null : backoffMs(attempts)),
    async write({ id, target, body }) {
      const headers = new Map([
        ['content-type', 'application/json'],
        ['x-hook0-id', id],
      ])
      // Signed anew each time, with real time: receivers refuse timestamps older than 5 minutes by their own clock.
      const t = Math.floor(ctx.clock.wall() / 1000)
      const signature = await signWebhook(target.secret, t, headers, body)
      return {
        url: target.url,
        headers: { ...Object.fromEntries(headers), 'x-hook0-signature': signature },
        body,
      }
    },
  })

  return {
    ...delivery,
    notify(order: Order, eventType: EventType) {
      const { webhookRef, webhookEmptyHash } = ctx.settings
      const withRef =
        webhookRef === 'always' ||
        (webhookRef === 'not-on-created' && eventType !== 'offramp.transaction.created')
      const body = JSON.stringify(orderEvent(order, eventType, { withRef, emptyHash: webhookEmptyHash }))
      queue(...ctx.targets.map((target) => ({ id: randomUuid(ctx.random), target, eventType, body })))
    },
  }
}
