import type { Fetch } from '../chain/rpc.ts'
import type { SteeredClock } from '../clock.ts'
import { createDelivery, type DeliveryState, hmacHex } from '../delivery.ts'
import { type Random, randomUuid } from '../random.ts'

/** One event on its way to a partner. */
export interface CapaWebhook {
  id: string
  partner: string
  event: string
  payload: Record<string, unknown>
  /** Signed with another secret. */
  badSignature: boolean
  /** Sent with spaces, while the signature is over `JSON.stringify` of it, as the documented check computes it. */
  spaced: boolean
}

export interface CapaDelivery extends CapaWebhook, DeliveryState {}

/** "5 retries: immediate, 1, 5, 10, 15 minutes; 2xx stops" (docs.capa.fi/docs/how-our-webhooks-work, 2026-11-21). */
const RETRY_AFTER_MS = [0, 60_000, 300_000, 600_000, 900_000] as const

/** Capa's webhooks: one URL per partner, the hex HMAC-SHA256 of the body in `capa-signature`. */
export function createCapaWebhooks(ctx: {
  secret: string
  /** One URL per partner. */
  urls: Map<string, string>
  clock: SteeredClock
  random: Random
  fetch: Fetch
}) {
  const { strikes, queue, ...delivery } = createDelivery<CapaWebhook, 'badSignature' | 'spaced'>({
    ...ctx,
    ownFaults: ['badSignature', 'spaced'],
    retryAfterMs: (attempts) => RETRY_AFTER_MS[attempts - 1] ?? null,
    async write({ partner, payload, badSignature, spaced }) {
      const text = JSON.stringify(payload)
      const signature = await hmacHex(badSignature ? `not-${ctx.secret}` : ctx.secret, text)
      return {
        url: ctx.urls.get(partner) ?? '',
        headers: { 'capa-signature': signature },
        body: spaced ? JSON.stringify(payload, null, 2) : text,
      }
    },
  })

  return {
    ...delivery,
    notify(partner: string, payload: Record<string, unknown> & { event: string }) {
      if (!ctx.urls.has(partner)) return
      const faults = { badSignature: strikes('badSignature'), spaced: strikes('spaced') }
      queue({ id: randomUuid(ctx.random), partner, event: payload.event, payload, ...faults })
    },
  }
}

export type CapaWebhooks = ReturnType<typeof createCapaWebhooks>
