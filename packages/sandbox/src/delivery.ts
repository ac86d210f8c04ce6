import { bytesToHex } from 'viem'
import type { Fetch } from './chain/rpc.ts'
import type { SteeredClock } from './clock.ts'

/** How delivery misbehaves. `drop` and `duplicate` count events (-1: all); `hold` keeps them for `release`. */
export interface DeliveryFaults {
  drop: number
  duplicate: number
  delayMs: number
  hold: boolean
}

/** What became of one webhook so far. */
export interface DeliveryState {
  attempts: number
  nextAt: number
  state: 'waiting' | 'held' | 'delivered' | 'dropped' | 'gave-up'
  statuses: (number | 'unreachable')[]
}

/** A webhook as it goes out. */
export interface OutgoingWebhook {
  url: string
  headers?: Record<string, string>
  body: string
}

/** Finished deliveries that are still listed. */
const KEPT = 1000

/**
 * The queue of a provider's webhooks: at least once, order not promised, told again by the provider's own schedule, and faulty on
 * demand. What is signed, and how, is the provider's: `write` does it anew for each try.
 *
 * @param ctx.ownFaults - counted faults beside `drop` and `duplicate`, asked with `strikes` when an event is queued
 * @param ctx.retryAfterMs - the wait after so many tries, or `null` to give up
 */
export function createDelivery<told extends object, own extends string = never>(ctx: {
  clock: SteeredClock
  fetch: Fetch
  ownFaults?: readonly own[]
  retryAfterMs(attempts: number): number | null
  write(told: told): Promise<OutgoingWebhook>
}) {
  type Delivery = told & DeliveryState
  const deliveries: Delivery[] = []
  const noFaults = (): Record<string, number | boolean> => ({
    ...Object.fromEntries((ctx.ownFaults ?? []).map((name) => [name, 0])),
    ...({ drop: 0, duplicate: 0, delayMs: 0, hold: false } satisfies DeliveryFaults),
  })
  const faults = noFaults()

  /** Uses up one count of a fault; whether it strikes now. */
  function strikes(name: 'drop' | 'duplicate' | own): boolean {
    const count = Number(faults[name])
    if (count > 0) faults[name] = count - 1
    return count !== 0
  }

  async function attempt(delivery: Delivery) {
    const { url, headers, body } = await ctx.write(delivery)
    delivery.attempts += 1
    try {
      const response = await ctx.fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
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
    const wait = ctx.retryAfterMs(delivery.attempts)
    if (wait === null) delivery.state = 'gave-up'
    else delivery.nextAt = ctx.clock.now() + wait
  }

  function prune() {
    const done = deliveries.filter((d) => d.state !== 'waiting' && d.state !== 'held')
    for (const old of done.slice(0, -KEPT)) deliveries.splice(deliveries.indexOf(old), 1)
  }

  return {
    strikes,
    /** One event, for each of those that are to hear of it. */
    queue(...all: told[]) {
      const state = strikes('drop') ? 'dropped' : faults.hold ? 'held' : 'waiting'
      const copies = strikes('duplicate') ? 2 : 1
      const nextAt = ctx.clock.now() + Number(faults.delayMs)
      for (const told of all)
        for (let copy = 0; copy < copies; copy += 1)
          deliveries.push({ ...told, attempts: 0, nextAt, state, statuses: [] })
    },
    list: () => deliveries as readonly Delivery[],
    /** Unknown names, and anything but flags and whole numbers from -1 up, are a `TypeError`. */
    setFaults(patch: Record<string, unknown>) {
      for (const [name, value] of Object.entries(patch)) {
        const fits = typeof value === 'boolean' || (Number.isSafeInteger(value) && (value as number) >= -1)
        if (!Object.hasOwn(faults, name) || typeof value !== typeof faults[name] || !fits)
          throw new TypeError(`"${name}" is not a webhook fault, or its value is of the wrong kind.`)
      }
      Object.assign(faults, patch)
    },
    /** Sends everything that is due, one after the other. */
    async deliver() {
      const now = ctx.clock.now()
      for (const d of deliveries.filter((d) => d.state === 'waiting' && d.nextAt <= now)) await attempt(d)
      prune()
    },
    /** Tells one again, with all its tries before it. */
    again(delivery: DeliveryState) {
      Object.assign(delivery, { state: 'waiting', attempts: 0, nextAt: ctx.clock.now() })
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
      Object.assign(faults, noFaults())
    },
  }
}

/** Hex HMAC-SHA256 of the text. */
export async function hmacHex(secret: string, text: string): Promise<string> {
  const bytes = (from: string) => new TextEncoder().encode(from)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign'])
  return bytesToHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)))).slice(2)
}
