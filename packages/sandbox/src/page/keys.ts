import { type Random, randomToken } from '../random.ts'

/** Keys of the three stand-ins, made for this run. */
export interface PageKeys {
  coinbase: { id: string; secret: string; publicKey: JsonWebKey; webhookSecret: string }
  partna: { merchant: string; apiKey: string }
  capa: { key: string; webhookSecret: string }
}

const pem = (bytes: ArrayBuffer) => {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/.{64}/g, '$&\n')
  return `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----\n`
}

/** Of the two algorithms that Coinbase takes the one that every browser has: ES256. */
export async function issuePageKeys(random: Random): Promise<PageKeys> {
  if (!globalThis.crypto?.subtle)
    throw new Error(
      'The sandbox needs a secure page, on https or localhost: it signs as the real providers do.',
    )
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const token = () => randomToken(random, 24)
  return {
    coinbase: {
      id: token(),
      secret: pem(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
      publicKey: await crypto.subtle.exportKey('jwk', pair.publicKey),
      webhookSecret: token(),
    },
    partna: { merchant: 'sandbox-merchant', apiKey: token() },
    capa: { key: token(), webhookSecret: token() },
  }
}
