import { base64ToBytes } from './signedText.ts'

/** AlgorithmIdentifier of rsaEncryption with NULL parameters (RFC 8017, A.1). */
const rsaEncryption = [
  0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
]

const sequence = 0x30
const integer = 0x02
const bitString = 0x03

/**
 * An RSA public key for RSASSA-PSS with SHA-256. WebCrypto only imports SPKI, so that a bare PKCS#1 key
 * (`BEGIN RSA PUBLIC KEY`) is wrapped first.
 *
 * @param base64 - DER in base64; the lines around a PEM block are tolerated
 * @returns the key, or `null` when it cannot be one
 */
export async function importRsaKey(base64: string): Promise<CryptoKey | null> {
  const der = base64ToBytes(base64.replace(/-----[A-Z ]+-----/g, ''))
  const inner = der && innerTag(der)
  if (!der || (inner !== integer && inner !== sequence)) return null
  const spki = inner === integer ? wrapped(der) : der
  try {
    return await crypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-256' }, false, [
      'verify',
    ])
  } catch {
    return null
  }
}

/**
 * Whether the text is an RSA public key of 2048 bits and more, whole, as far as its shape tells: for refusing a wrong one at the
 * start, where nothing can be awaited.
 *
 * @param base64 - SPKI or PKCS#1 in base64; the lines around a PEM block are tolerated
 * @example isRsaPublicKey(env.WEBHOOK_KEY)
 */
export function isRsaPublicKey(base64: string): boolean {
  const der = base64ToBytes(base64.replace(/-----[A-Z ]+-----/g, ''))
  if (der?.[1] !== 0x82 || der.length < 256) return false
  const inner = innerTag(der)
  const whole = der.length === 4 + (der[2] ?? 0) * 256 + (der[3] ?? 0)
  return whole && (inner === integer || inner === sequence)
}

/** The tag of the first element: an INTEGER in PKCS#1, a SEQUENCE in SPKI. */
function innerTag(der: Uint8Array): number | undefined {
  const length = der[1] ?? 0
  return der[0] === sequence ? der[length < 0x80 ? 2 : 2 + (length & 0x7f)] : undefined
}

function wrapped(pkcs1: Uint8Array): Uint8Array<ArrayBuffer> {
  const bits = element(bitString, [0, ...pkcs1])
  return Uint8Array.from(element(sequence, [...rsaEncryption, ...bits]))
}

function element(tag: number, content: readonly number[]): number[] {
  const length: number[] = []
  for (let rest = content.length; rest > 0; rest >>= 8) length.unshift(rest & 0xff)
  return [tag, ...(content.length < 0x80 ? [] : [0x80 | length.length]), ...length, ...content]
}
