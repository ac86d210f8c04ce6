import { bytesToHex } from 'viem'
import type { Fetch } from '../chain/rpc.ts'
import type { SteeredClock } from '../clock.ts'
import { type Random, randomUuid } from '../random.ts'
import { type EventType, type Order, orderEvent } from './order.ts'
import type { CoinbaseSettings } from './settings.ts'

/** Where events are delivered, and the subscription's secret. */
export interface WebhookTarget {
  url: string
  secret: string
}

/** How delivery misbehaves. `drop` and `duplicate` count events (-1: all); `hold` keeps them for `release`. */
export interface DeliveryFaults {
  drop: number
  duplicate: number
  delayMs: number
  hold: boolean
}

export interface Delivery {
  /** The `X-Hook0-Id` header: one per event and target, the same on every retry. */
  id: string
  target: WebhookTarget
  eventType: EventType
  body: string
  attempts: number
  nextAt: number
  state: 'waiting' | 'held' | 'delivered' | 'dropped' | 'gave-up'
  statuses: (number | 'unreachable')[]
}

/** "Exponential backoff with up to 60 retries per event" (CDP webhooks overview, 2026). */
const MAX_ATTEMPTS = 61
const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 3_600_000

/** Finished deliveries that `list` still shows. */
const KEPT = 1000

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
  const text = new TextEncoder()
  const key = await crypto.subtle.importKey(
    'raw',
    text.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const signed = text.encode(`${t}.${h}.${[...headers.values()].join('.')}.${body}`)
  const mac = bytesToHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, signed))).slice(2)
  return `t=${t},h=${h},v1=${mac}`
}

/** Queues events and delivers them when `deliver` is called. At least once, order not promised. */
export function createWebhooks(ctx: {
  targets: readonly WebhookTarget[]
  clock: SteeredClock
  random: Random
  fetch: Fetch
  settings: CoinbaseSettings
}) {
  const deliveries: Delivery[] = []
  const faults: DeliveryFaults = { drop: 0, duplicate: 0, delayMs: 0, hold: false }

  function notify(order: Order, eventType: EventType) {
    const { webhookRef, webhookEmptyHash } = ctx.settings
    const withRef =
      webhookRef === 'always' ||
      (webhookRef === 'not-on-created' && eventType !== 'offramp.transaction.created')
    const body = JSON.stringify(orderEvent(order, eventType, { withRef, emptyHash: webhookEmptyHash }))
    const dropped = faults.drop !== 0
    if (faults.drop > 0) faults.drop -= 1
    const copies = faults.duplicate !== 0 ? 2 : 1
    if (faults.duplicate > 0) faults.duplicate -= 1
    for (const target of ctx.targets) {
      const id = randomUuid(ctx.random)
      for (let copy = 0; copy < copies; copy += 1) {
        const state = dropped ? 'dropped' : faults.hold ? 'held' : 'waiting'
        const nextAt = ctx.clock.now() + faults.delayMs
        deliveries.push({ id, target, eventType, body, attempts: 0, nextAt, state, statuses: [] })
      }
    }
  }

  /** Forgets the oldest finished deliveries. */
  function prune() {
    const done = deliveries.filter((d) => d.state !== 'waiting' && d.state !== 'held')
    for (const old of done.slice(0, -KEPT)) deliveries.splice(deliveries.indexOf(old), 1)
  }

  async function attempt(delivery: Delivery) {
    const headers = new Map([
      ['content-type', 'application/json'],
      ['x-hook0-id', delivery.id],
    ])
    // Signed anew each time, with real time: receivers refuse timestamps older than 5 minutes by their own clock.
    const t = Math.floor(ctx.clock.wall() / 1000)
    const signature = await signWebhook(delivery.target.secret, t, headers, delivery.body)
    delivery.attempts += 1
    try {
      const response = await ctx.fetch(delivery.target.url, {
        method: 'POST',
        headers: { ...Object.fromEntries(headers), 'x-hook0-signature': signature },
        body: delivery.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(5000),
      })
      delivery.statuses.push(response.status)
      if (response.ok) delivery.state = 'delivered'
      await response.body?.cancel()
    } catch {
      delivery.statuses.push('unreachable')
    }
    if (delivery.state === 'delivered') return
    if (delivery.attempts >= MAX_ATTEMPTS) delivery.state = 'gave-up'
    else delivery.nextAt = ctx.clock.now() + backoffMs(delivery.attempts)
  }

  return {
    notify,
    setFaults(patch: Partial<DeliveryFaults>) {
      Object.assign(faults, patch)
    },
    list: () => deliveries as readonly Delivery[],
    /** Sends everything that is due, one after the other. */
    async deliver() {
      const now = ctx.clock.now()
      for (const delivery of deliveries.filter((d) => d.state === 'waiting' && d.nextAt <= now))
        await attempt(delivery)
      prune()
    },
    /** Lets held events go, in the order made or the other way round. */
    release(reversed: boolean) {
      const held = deliveries.filter((d) => d.state === 'held')
      for (const delivery of held) {
        deliveries.splice(deliveries.indexOf(delivery), 1)
        delivery.state = 'waiting'
        delivery.nextAt = ctx.clock.now()
      }
      deliveries.push(...(reversed ? held.reverse() : held))
      faults.hold = false
    },
    clear() {
      deliveries.length = 0
      Object.assign(faults, { drop: 0, duplicate: 0, delayMs: 0, hold: false })
    },
  }
}
