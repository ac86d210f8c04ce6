/** RSA-2048 and SHA-256 leave 222 bytes of salt: what the documented sample verifies with (tried 2026-11). */
const SALT_LENGTH = 222

/** The SPKI header of an RSA-2048 key; PKCS#1, in which Partna publishes its keys, is what follows it. */
const SPKI_HEADER_LENGTH = 24

const base64 = (bytes: ArrayBuffer | Uint8Array) =>
  btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))

function makePair() {
  const algorithm = {
    name: 'RSA-PSS',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  }
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

/**
 * The environment's key pair and a second one that nobody trusts. Made when first needed: it costs up to a
 * second, and most sandboxes never send such a webhook.
 */
export function createSigning() {
  let own: Promise<CryptoKeyPair> | undefined
  let foreign: Promise<CryptoKeyPair> | undefined

  async function pairOf(wrongKey: boolean) {
    if (wrongKey) {
      foreign ??= makePair()
      return foreign
    }
    own ??= makePair()
    return own
  }

  return {
    /** The signature over exactly these bytes of text, as base64. */
    async sign(text: string, wrongKey: boolean): Promise<string> {
      const { privateKey } = await pairOf(wrongKey)
      const algorithm = { name: 'RSA-PSS', saltLength: SALT_LENGTH }
      return base64(await crypto.subtle.sign(algorithm, privateKey, new TextEncoder().encode(text)))
    },
    /** The public key as Partna publishes it: PKCS#1, PEM. */
    async publicKeyPem(): Promise<string> {
      const { publicKey } = await pairOf(false)
      const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))
      const lines = base64(spki.slice(SPKI_HEADER_LENGTH)).match(/.{1,64}/g) ?? []
      return `-----BEGIN RSA PUBLIC KEY-----\n${lines.join('\n')}\n-----END RSA PUBLIC KEY-----\n`
    },
  }
}

export type Signing = ReturnType<typeof createSigning>
