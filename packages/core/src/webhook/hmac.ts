import { keptKeys } from './keptKeys.ts'
import { rejected } from './rejected.ts'
import { bytesOf, hexToBytes, restringified } from './signedText.ts'
import type { WebhookVerification } from './verification.ts'

const keyOf = keptKeys(
  async (secret) =>
    await crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ]),
)

/**
 * Whether one of the secrets made one of the HMAC-SHA-256 signatures. Every pair is tried and WebCrypto compares in
 * constant time, so that the time taken says nothing about which of them came close.
 */
export async function hmacVerifies(
  secrets: readonly string[],
  signatures: readonly Uint8Array<ArrayBuffer>[],
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  let genuine = false
  for (const secret of secrets) {
    const key = await keyOf(secret)
    for (const signature of signatures)
      genuine = (await crypto.subtle.verify('HMAC', key, signature, signed)) || genuine
  }
  return genuine
}

/** Secrets that can sign: an empty one would let anybody sign. */
export function usable(secrets: readonly string[]): readonly string[] {
  const found = secrets.filter((secret) => typeof secret === 'string' && secret !== '')
  if (found.length === 0) throw rejected('no_secret')
  return found
}

/**
 * Hex HMAC-SHA-256 of the body in a header. Capa documents it over `JSON.stringify(payload)`
 * (https://docs.capa.fi, step-by-step HMAC validation), so that the body as it came and the same body written compactly
 * are both tried; whichever the signature covers is handed back.
 */
export async function verifyHmac(
  { header, secrets }: Extract<WebhookVerification, { kind: 'hmac' }>,
  headers: Headers,
  rawBody: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const known = usable(secrets)
  const signature = hexToBytes(headers.get(header) ?? '')
  if (!signature) throw rejected('bad_header')
  if (await hmacVerifies(known, [signature], rawBody)) return rawBody
  const compact = restringified(rawBody)
  if (compact && (await hmacVerifies(known, [signature], compact))) return compact
  throw rejected('bad_signature')
}
