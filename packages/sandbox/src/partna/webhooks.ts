import type { Fetch } from '../chain/rpc.ts'
import type { SteeredClock } from '../clock.ts'
import { writeJson } from './json.ts'
import { type Ramp, rampEvent } from './order.ts'
import type { Signing } from './signing.ts'

/** How delivery misbehaves. Counts are of events, -1 meaning all; `hold` keeps them for `release`. */
export interface PartnaDeliveryFaults {
  drop: number
  duplicate: number
  /** The unsigned `event` name is another one; the signature still holds. */
  relabel: number
  /** Signed with a key that is not this environment's. */
  wrongKey: number
  /** `data` is changed after it was signed. */
  tamper: number
  delayMs: number
  hold: boolean
}

const NO_FAULTS: PartnaDeliveryFaults = {
  drop: 0,
  duplicate: 0,
  relabel: 0,
  wrongKey: 0,
  tamper: 0,
  delayMs: 0,
  hold: false,
}

/** One webhook, told again until it is taken. */
export interface PartnaDelivery {
  reference: string
  status: Ramp['status']
  url: string
  event: string
  /** The JSON text of `data`; what is signed. */
  data: string
  wrongKey: boolean
  tampered: boolean
  attempts: number
  nextAt: number
  state: 'waiting' | 'held' | 'delivered' | 'dropped' | 'gave-up'
  statuses: (number | 'unreachable')[]
}

/** "May be retried": neither schedule nor count is published. */
const MAX_ATTEMPTS = 5
const KEPT = 1000

/** Queues events and delivers them when `deliver` is called. At least once, order not promised. */
export function createPartnaWebhooks(ctx: {
  clock: SteeredClock
  fetch: Fetch
  signing: Signing
  urlOf(merchant: string): string | null
}) {
  const deliveries: PartnaDelivery[] = []
  const faults = { ...NO_FAULTS }

  function strikes(name: 'drop' | 'duplicate' | 'relabel' | 'wrongKey' | 'tamper'): boolean {
    const count = faults[name]
    if (count > 0) faults[name] -= 1
    return count !== 0
  }

  function queue(entry: Pick<PartnaDelivery, 'reference' | 'status' | 'url' | 'data'>) {
    const dropped = strikes('drop')
    const copies = strikes('duplicate') ? 2 : 1
    const event = strikes('relabel') ? 'Onramp' : 'Offramp'
    const shared = { ...entry, event, wrongKey: strikes('wrongKey'), tampered: strikes('tamper') }
    const state = dropped ? 'dropped' : faults.hold ? 'held' : 'waiting'
    const nextAt = ctx.clock.now() + faults.delayMs
    for (let copy = 0; copy < copies; copy += 1)
      deliveries.push({ ...shared, attempts: 0, nextAt, state, statuses: [] })
  }

  async function bodyOf({ event, data, wrongKey, tampered }: PartnaDelivery): Promise<string> {
    const signature = await ctx.signing.sign(data, wrongKey)
    const sent = tampered ? data.replace('"fromAmount":', '"fromAmount":1') : data
    return `{"event":${writeJson(event)},"data":${sent},"signature":${writeJson(signature)}}`
  }

  async function attempt(delivery: PartnaDelivery) {
    const body = await bodyOf(delivery)
    delivery.attempts += 1
    try {
      const response = await ctx.fetch(delivery.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
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
    if (delivery.attempts >= MAX_ATTEMPTS) delivery.state = 'gave-up'
    else delivery.nextAt = ctx.clock.now() + 1000 * 2 ** (delivery.attempts - 1)
  }

  return {
    /** Tells the merchant, if it has said where, how the sale stands now. */
    notify(ramp: Ramp) {
      const url = ctx.urlOf(ramp.merchant)
      if (url === null) return
      queue({ reference: ramp.reference, status: ramp.status, url, data: writeJson(rampEvent(ramp)) })
    },
    /** Tells everything about one sale once more with the same `data`, as a retry or an attacker would. */
    replay(reference: string) {
      for (const old of deliveries.filter((d) => d.reference === reference && d.state === 'delivered'))
        queue(old)
    },
    setFaults(patch: Record<string, unknown>) {
      const known = NO_FAULTS as unknown as Record<string, unknown>
      for (const [name, value] of Object.entries(patch)) {
        const fits = typeof value === typeof known[name] && (value === Boolean(value) || Number(value) >= -1)
        if (!(name in known) || !fits)
          throw new TypeError(
            `"${name}" is not a fault of Partna's webhooks, or its value is of the wrong kind.`,
          )
      }
      Object.assign(faults, patch)
    },
    list: () => deliveries as readonly PartnaDelivery[],
    /** Sends everything that is due, one after the other. */
    async deliver() {
      const now = ctx.clock.now()
      for (const delivery of deliveries.filter((d) => d.state === 'waiting' && d.nextAt <= now))
        await attempt(delivery)
      const done = deliveries.filter((d) => d.state !== 'waiting' && d.state !== 'held')
      for (const old of done.slice(0, -KEPT)) deliveries.splice(deliveries.indexOf(old), 1)
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
      Object.assign(faults, NO_FAULTS)
    },
  }
}
