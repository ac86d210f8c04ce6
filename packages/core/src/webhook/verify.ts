import { isOfframpError } from '../errors/offrampError.ts'
import { verifyHmac } from './hmac.ts'
import { verifyHook0 } from './hook0.ts'
import { verifyPssMember } from './pssMember.ts'
import { rejected } from './rejected.ts'
import { bytesToHex, textOf } from './signedText.ts'
import type { WebhookVerification } from './verification.ts'

/** Larger bodies are refused before they cost anything. */
const longestBody = 65_536

/** A webhook as it came in: the body before anything parsed it. */
export interface WebhookRequest {
  headers: Headers
  rawBody: Uint8Array
}

/** A webhook that its sender is proven to have made. */
export interface VerifiedWebhook {
  /** The bytes that the signature covers. Nothing else of the message may be believed. */
  signed: Uint8Array
  /** Hex SHA-256 of `signed`: the same news, delivered twice, has the same key. */
  dedupeKey: string
}

/**
 * The one verifier of webhooks. Fails closed: a missing secret, a malformed header or a doubt of any kind is a rejection.
 *
 * @param verification - the provider's way of signing, as data
 * @param request - headers and the raw body, at most 64 kB of UTF-8
 * @param now - the server's clock, in milliseconds since 1970
 * @returns the bytes that are proven, and a key to recognise them by
 * @throws OfframpError `webhook_rejected`, and no other error; `details.reason` is for the server's log
 * @example
 * ```ts
 * const rawBody = new Uint8Array(await request.arrayBuffer())
 * const { signed, dedupeKey } = await verifyWebhook(verification, { headers: request.headers, rawBody }, Date.now())
 * ```
 */
export async function verifyWebhook(
  verification: WebhookVerification,
  request: WebhookRequest,
  now: number,
): Promise<VerifiedWebhook> {
  try {
    const { headers, rawBody } = request
    if (rawBody.length === 0 || rawBody.length > longestBody) throw rejected('too_large')
    // A copy: whoever owns the buffer cannot change it between the check and the use.
    const body = new Uint8Array(rawBody)
    if (textOf(body) === null) throw rejected('bad_body')
    const signed = await verifyBody(verification, headers, body, now)
    const digest = await crypto.subtle.digest('SHA-256', signed)
    return { signed, dedupeKey: bytesToHex(new Uint8Array(digest)) }
  } catch (error) {
    throw isOfframpError(error) && error.code === 'webhook_rejected' ? error : rejected('unreadable', error)
  }
}

function verifyBody(
  verification: WebhookVerification,
  headers: Headers,
  body: Uint8Array<ArrayBuffer>,
  now: number,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (verification.kind) {
    case 'hook0':
      return verifyHook0(verification, headers, body, now)
    case 'hmac':
      return verifyHmac(verification, headers, body)
    case 'rsa-pss-member':
      return verifyPssMember(verification, body)
    default:
      throw rejected('unreadable')
  }
}
