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
