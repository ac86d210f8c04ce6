import { OfframpError } from '@offrampkit/core'
import { isPlaceholder, strengthOf } from './strength.ts'

/** Keys made from the one secret, one for each use, so that what was signed for one can never pass for the other. */
export async function deriveKeys(secret: string): Promise<{ nonce: CryptoKey; session: CryptoKey }> {
  const bytes = new TextEncoder().encode(secret)
  const root = await hmacKey(bytes)
  return {
    nonce: await hmacKey(await mac(root, 'offrampkit siwe nonce')),
    session: await hmacKey(await mac(root, 'offrampkit siwe session')),
  }
}

/** As many random bytes as fit the HMAC that is made with them. */
const howTo =
  'Make one with `node -p "crypto.randomBytes(32).toString(\'base64url\')"`, keep it in the environment, and hand it in: secret: process.env.SIWE_SECRET.'

/** @throws OfframpError `invalid_config` for a secret that is missing, a placeholder, or not worth 96 bits to a guesser */
export function checkSecret(secret: unknown): asserts secret is string {
  if (typeof secret !== 'string' || secret === '')
    throw refused('createSiweAuth cannot start without a `secret`.')
  if (secret.length < 32) throw refused('The `secret` of createSiweAuth could be guessed: it is too short.')
  if (isPlaceholder(secret))
    throw refused('The `secret` of createSiweAuth could be guessed: it is a placeholder.')
  if (strengthOf(secret) < 96)
    throw refused(
      'The `secret` of createSiweAuth could be guessed: it is made of words, rows or repetitions.',
    )
}

function refused(message: string): OfframpError {
  const why = 'Whoever guesses it can sign in as anybody.'
  return new OfframpError({ code: 'invalid_config', message, why, action: howTo })
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
