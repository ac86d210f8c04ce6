import { OfframpError } from '@offrampkit/core'
import { importJWK, importPKCS8, SignJWT } from 'jose'
import { pkcs8Of } from './pem.ts'

/** Makes the Bearer token of one request. */
export type RequestSigner = (method: string, host: string, path: string) => Promise<string>

export interface CdpKey {
  /** UUID, or `organizations/…/apiKeys/…` of older keys. */
  apiKeyId: string
  /** Base64 of 64 bytes (Ed25519), or a PEM of a P-256 key, in which `\n` may be escaped as in an env file. */
  apiKeySecret: string
}

/** The longest life that Coinbase accepts, in seconds. */
const lifeSeconds = 120

/**
 * Signs requests for the Coinbase Developer Platform.
 *
 * One JWT for each request: header `alg`, `kid`, `typ`, `nonce`; claims `sub`, `iss` `cdp`, `iat`, `nbf`, `exp`, and
 * `uris` with `METHOD host/path`. The query is not part of it: with it, every GET that has one is refused.
 * Source: `auth/utils/jwt` of github.com/coinbase/cdp-sdk, 2026-08-20.
 *
 * The key is read at the first request and kept.
 *
 * @throws OfframpError `invalid_config` when the secret is not one of the two kinds; from the signer when it has the shape of one,
 * and is none
 */
export function createSigner(
  { apiKeyId, apiKeySecret }: CdpKey,
  { now, random }: { now: () => number; random: (length: number) => Uint8Array },
): RequestSigner {
  // An environment variable that is not set arrives here as `undefined`, whatever the types say.
  if (!apiKeyId || !apiKeySecret) throw wrongKey('The id or the secret is empty.')
  const shape = shapeOf(apiKeySecret)
  let key: ReturnType<typeof readKey> | undefined
  return async (method, host, path) => {
    key ??= readKey(shape)
    const { alg, secret } = await key
    const seconds = Math.floor(now() / 1000)
    return new SignJWT({ uris: [`${method} ${host}${path}`] })
      .setProtectedHeader({ alg, kid: apiKeyId, typ: 'JWT', nonce: hex(random(16)) })
      .setSubject(apiKeyId)
      .setIssuer('cdp')
      .setIssuedAt(seconds)
      .setNotBefore(seconds)
      .setExpirationTime(seconds + lifeSeconds)
      .sign(secret)
  }
}

type KeyShape = { pem: string } | { bytes: Uint8Array }

function shapeOf(text: string): KeyShape {
  const pem = pkcs8Of(text)
  if (pem !== null) return { pem }
  const bytes = bytesOf(text.trim())
  if (bytes?.length !== 64) throw wrongKey('It is neither base64 of 64 bytes nor a PEM of a P-256 key.')
  return { bytes }
}

async function readKey(shape: KeyShape) {
  try {
    if ('pem' in shape) return { alg: 'ES256', secret: await importPKCS8(shape.pem, 'ES256') }
    const { bytes } = shape
    const jwk = {
      kty: 'OKP',
      crv: 'Ed25519',
      d: base64url(bytes.slice(0, 32)),
      x: base64url(bytes.slice(32)),
    }
    return { alg: 'EdDSA', secret: await importJWK(jwk, 'EdDSA') }
  } catch {
    // The library's own error may quote the key.
    throw wrongKey('It cannot be read as a private key.')
  }
}

function wrongKey(what: string): OfframpError {
  return new OfframpError({
    code: 'invalid_config',
    message: `The Coinbase API key cannot be used. ${what}`,
    why: 'Every request to Coinbase is signed with it.',
    action: 'Set apiKeyId and apiKeySecret to those of a secret API key from the CDP portal.',
  })
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  } catch {
    return null
  }
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
