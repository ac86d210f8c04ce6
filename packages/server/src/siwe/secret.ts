import { OfframpError } from '@offrampkit/core'

/** Keys made from the one secret, one for each use, so that what was signed for one can never pass for the other. */
export async function deriveKeys(secret: string): Promise<{ nonce: CryptoKey; session: Uint8Array }> {
  const bytes = new TextEncoder().encode(secret)
  const root = await hmacKey(bytes)
  return {
    nonce: await hmacKey(await mac(root, 'offrampkit siwe nonce')),
    session: await mac(root, 'offrampkit siwe session'),
  }
}

/** @throws OfframpError `invalid_config` unless the secret is long and varied enough to hold 128 bits */
export function checkSecret(secret: unknown): asserts secret is string {
  if (typeof secret === 'string' && secret.length >= 32 && entropyOf(secret) >= 96) return
  throw new OfframpError({
    code: 'invalid_config',
    message: 'The `secret` of createSiweAuth is missing, or could be guessed.',
    why: 'Whoever guesses it can sign in as anybody.',
    action:
      'Make one with `node -p "crypto.randomBytes(32).toString(\'base64url\')"` and keep it in the environment.',
  })
}

/** Bits by the frequency of its letters: far too low for a word repeated or a row of one letter. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length)
  return bits
}

async function hmacKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
}

async function mac(key: CryptoKey, text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)))
}
