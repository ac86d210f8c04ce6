import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { SandboxApiKey } from '../coinbase/jwt.ts'

/** A fresh API key: what the sandbox registers, and what an app is given. */
export interface IssuedApiKey {
  registered: SandboxApiKey
  /** Key id, for `CDP_API_KEY_ID`. */
  id: string
  /** Secret in Coinbase's form: base64 of 64 bytes for Ed25519, PEM for ES256. */
  secret: string
}

/** Makes an API key pair as the Coinbase portal does. Only this sandbox knows it. */
export function issueApiKey(
  alg: SandboxApiKey['alg'] = 'EdDSA',
  id: string = crypto.randomUUID(),
): IssuedApiKey {
  if (alg === 'ES256') {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const publicKey = pair.publicKey.export({ format: 'jwk' }) as JsonWebKey
    return {
      registered: { id, alg, publicKey },
      id,
      secret: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    }
  }
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const { d = '', x = '' } = jwk
  const secret = Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]).toString('base64')
  return { registered: { id, alg, publicKey: { kty: 'OKP', crv: 'Ed25519', x } }, id, secret }
}

/** Two partners' keys for Capa's stand-in and the secret of its webhooks, in no documented form. */
export function issueCapaKeys() {
  const secret = () => randomBytes(24).toString('base64url')
  return { key: secret(), otherKey: secret(), webhookSecret: secret() }
}
