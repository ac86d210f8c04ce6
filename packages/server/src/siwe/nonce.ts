import type { RandomBytes } from '@offrampkit/core/order'

/** How long a user may take to sign. */
export const nonceMs = 10 * 60_000

/**
 * A nonce that proves itself: 12 hex digits of time, 32 of chance, and 32 of an HMAC over both and the domain. Handing one out
 * costs no write, so nobody can fill a database by asking for them; it is written down when it is used.
 */
export async function makeNonce(
  key: CryptoKey,
  domain: string,
  now: number,
  random: RandomBytes,
): Promise<string> {
  const head = now.toString(16).padStart(12, '0') + hexOf(random(16))
  const signature = await crypto.subtle.sign('HMAC', key, bytesOf(head, domain))
  return head + hexOf(new Uint8Array(signature).slice(0, 16))
}

/** Until when the nonce is good, or `null` if it is not one of ours, or too old. */
export async function nonceExpiry(
  key: CryptoKey,
  domain: string,
  nonce: string,
  now: number,
): Promise<number | null> {
  if (!/^[0-9a-f]{76}$/.test(nonce)) return null
  const head = nonce.slice(0, 44)
  const wanted = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytesOf(head, domain))).slice(0, 16)
  let difference = 0
  for (const [at, byte] of wanted.entries())
    difference |= byte ^ Number.parseInt(nonce.slice(44 + at * 2, 46 + at * 2), 16)
  const issued = Number.parseInt(head.slice(0, 12), 16)
  // One of ours from the future: the instance that made it has a clock that is ahead of this one's.
  const good = difference === 0 && issued <= now + nonceMs && now < issued + nonceMs
  return good ? issued + nonceMs : null
}

function bytesOf(head: string, domain: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${head}.${domain}`)
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
