import { bytesToHex } from 'viem'
import type { Fetch } from '../chain/rpc.ts'
import type { SteeredClock } from '../clock.ts'
import { type Random, randomUuid } from '../random.ts'

/** How delivery misbehaves. Counts are of events, -1 until changed; `hold` keeps them for `release`. */
export interface CapaDeliveryFaults {
  drop: number
  duplicate: number
  /** Signed with another secret. */
  badSignature: number
  /** Sent with spaces, while the signature is over `JSON.stringify` of it, as the documented check computes it. */
  spaced: number
  delayMs: number
  hold: boolean
}

const noDeliveryFaults = (): CapaDeliveryFaults => ({
  drop: 0,
  duplicate: 0,
  badSignature: 0,
  spaced: 0,
  delayMs: 0,
  hold: false,
})

export interface CapaDelivery {
  id: string
  partner: string
  event: string
  payload: Record<string, unknown>
  badSignature: boolean
  spaced: boolean
  attempts: number
  nextAt: number
  state: 'waiting' | 'held' | 'delivered' | 'dropped' | 'gave-up'
  statuses: (number | 'unreachable')[]
}

/** "5 retries: immediate, 1, 5, 10, 15 minutes; 2xx stops" (docs.capa.fi/docs/how-our-webhooks-work, 2026-11-21). */
const RETRY_AFTER_MS = [0, 60_000, 300_000, 600_000, 900_000] as const

/** Finished deliveries that are still listed. */
const KEPT = 1000

/** Hex HMAC-SHA256 over the text, the value of the `capa-signature` header. */
async function capaSignature(secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  return bytesToHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))).slice(2)
}

/** Queues events and delivers them when `deliver` is called. At least once; order and time carry no promise. */
export function createCapaWebhooks(ctx: {
  secret: string
  /** One URL per partner. */
  urls: Map<string, string>
  clock: SteeredClock
  random: Random
  fetch: Fetch
}) {
  const deliveries: CapaDelivery[] = []
  const faults = noDeliveryFaults()

  function take(name: 'drop' | 'duplicate' | 'badSignature' | 'spaced'): boolean {
    if (faults[name] === 0) return false
    if (faults[name] > 0) faults[name] -= 1
    return true
  }

  function notify(partner: string, payload: Record<string, unknown> & { event: string }) {
    if (!ctx.urls.has(partner)) return
    const state = take('drop') ? 'dropped' : faults.hold ? 'held' : 'waiting'
    const copies = take('duplicate') ? 2 : 1
    const [badSignature, spaced] = [take('badSignature'), take('spaced')]
    const id = randomUuid(ctx.random)
    for (let copy = 0; copy < copies; copy += 1) {
      const nextAt = ctx.clock.now() + faults.delayMs
      const more = { badSignature, spaced, attempts: 0, nextAt, state, statuses: [] } as const
      deliveries.push({ id, partner, event: payload.event, payload, ...more, statuses: [] })
    }
  }

  async function attempt(delivery: CapaDelivery) {
    const text = JSON.stringify(delivery.payload)
    const secret = delivery.badSignature ? `not-${ctx.secret}` : ctx.secret
    delivery.attempts += 1
    try {
      const response = await ctx.fetch(ctx.urls.get(delivery.partner) ?? '', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'capa-signature': await capaSignature(secret, text),
        },
        body: delivery.spaced ? JSON.stringify(delivery.payload, null, 2) : text,
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
    const wait = RETRY_AFTER_MS[delivery.attempts - 1]
    if (wait === undefined) delivery.state = 'gave-up'
    else delivery.nextAt = ctx.clock.now() + wait
  }

  function prune() {
    const done = deliveries.filter((d) => d.state !== 'waiting' && d.state !== 'held')
    for (const old of done.slice(0, -KEPT)) deliveries.splice(deliveries.indexOf(old), 1)
  }

  return {
    notify,
    list: () => deliveries as readonly CapaDelivery[],
    setFaults(patch: Record<string, unknown>) {
      const known = noDeliveryFaults() as unknown as Record<string, unknown>
      for (const [name, value] of Object.entries(patch))
        if (!(name in known) || typeof value !== typeof known[name])
          throw new TypeError(`"${name}" is not a webhook fault, or its value is of the wrong kind.`)
      Object.assign(faults, patch)
    },
    /** Sends everything that is due, one after the other. */
    async deliver() {
      const now = ctx.clock.now()
      for (const d of deliveries.filter((d) => d.state === 'waiting' && d.nextAt <= now)) await attempt(d)
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
    /** Sends one again, as `POST /webhook-notifications/{id}/retry` asks. */
    retry(delivery: CapaDelivery) {
      delivery.state = 'waiting'
      delivery.attempts = 0
      delivery.nextAt = ctx.clock.now()
    },
    clear() {
      deliveries.length = 0
      Object.assign(faults, noDeliveryFaults())
    },
  }
}

export type CapaWebhooks = ReturnType<typeof createCapaWebhooks>
