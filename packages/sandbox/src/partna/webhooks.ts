import type { Fetch } from '../chain/rpc.ts'
import type { SteeredClock } from '../clock.ts'
import { createDelivery, type DeliveryState } from '../delivery.ts'
import { writeJson } from './json.ts'
import { type Ramp, rampEvent } from './order.ts'
import type { Signing } from './signing.ts'

/** One status on its way to a merchant. */
export interface PartnaWebhook {
  reference: string
  status: Ramp['status']
  url: string
  /** Unsigned: the fault `relabel` names another one, and the signature still holds. */
  event: string
  /** The JSON text of `data`; what is signed. */
  data: string
  /** Signed with a key that is not this environment's. */
  wrongKey: boolean
  /** `data` is changed after it was signed. */
  tampered: boolean
}

/** One webhook, told again until it is taken. */
export interface PartnaDelivery extends PartnaWebhook, DeliveryState {}

/** "May be retried": neither schedule nor count is published. */
const MAX_ATTEMPTS = 5

/** Partna's webhooks: one URL per merchant, the signature in the body. */
export function createPartnaWebhooks(ctx: {
  clock: SteeredClock
  fetch: Fetch
  signing: Signing
  urlOf(merchant: string): string | null
}) {
  const {
    strikes,
    queue,
    again: _,
    ...delivery
  } = createDelivery<PartnaWebhook, 'relabel' | 'wrongKey' | 'tamper'>({
    ...ctx,
    ownFaults: ['relabel', 'wrongKey', 'tamper'],
    retryAfterMs: (attempts) => (attempts >= MAX_ATTEMPTS ? null : 1000 * 2 ** (attempts - 1)),
    async write({ url, event, data, wrongKey, tampered }) {
      const signature = await ctx.signing.sign(data, wrongKey)
      const sent = tampered ? data.replace('"fromAmount":', '"fromAmount":1') : data
      const body = `{"event":${writeJson(event)},"data":${sent},"signature":${writeJson(signature)}}`
      return { url, body }
    },
  })

  function tell({
    reference,
    status,
    url,
    data,
  }: Pick<PartnaWebhook, 'reference' | 'status' | 'url' | 'data'>) {
    const event = strikes('relabel') ? 'Onramp' : 'Offramp'
    const faults = { wrongKey: strikes('wrongKey'), tampered: strikes('tamper') }
    queue({ reference, status, url, event, data, ...faults })
  }

  return {
    ...delivery,
    /** Tells the merchant, if it has said where, how the sale stands now. */
    notify(ramp: Ramp) {
      const url = ctx.urlOf(ramp.merchant)
      if (url === null) return
      tell({ reference: ramp.reference, status: ramp.status, url, data: writeJson(rampEvent(ramp)) })
    },
    /** Tells everything about one sale once more with the same `data`, as a retry or an attacker would. */
    replay(reference: string) {
      for (const old of delivery.list().filter((d) => d.reference === reference && d.state === 'delivered'))
        tell(old)
    },
  }
}
