/** AlgorithmIdentifier of an EC key on P-256, as it stands in a PKCS#8 file (RFC 5480). */
const p256 = [
  0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7,
]

/**
 * A PEM private key on P-256 as PKCS#8, or `null` for what is none by its shape.
 *
 * Coinbase's older keys come as `EC PRIVATE KEY` (SEC 1, RFC 5915), which WebCrypto cannot read: wrapped in the PKCS#8
 * header they are the same key. Newlines may be escaped, as env files and JSON do.
 */
export function pkcs8Of(text: string): string | null {
  const pem = text.replaceAll('\\n', '\n').trim()
  const match = /^-----BEGIN (EC )?PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END (EC )?PRIVATE KEY-----$/.exec(
    pem,
  )
  if (match === null) return null
  const der = decode(match[2] ?? '')
  if (!isSequence(der)) return null
  if (match[1] === undefined) return der.includes(String.fromCharCode(...p256)) ? pem : null
  const sec1 = Uint8Array.from(der, (letter) => letter.charCodeAt(0))
  const body = tagged(0x30, [2, 1, 0, ...p256, ...tagged(4, [...sec1])])
  const lines = btoa(String.fromCharCode(...body)).match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----'].join('\n')
}

function decode(base64: string): string {
  try {
    return atob(base64.replace(/\s/g, ''))
  } catch {
    return ''
  }
}

/** Whether the bytes are one DER sequence of up to 255 bytes, whole. */
function isSequence(der: string): boolean {
  const [tag, length = 0, next = 0] = Array.from(der.slice(0, 3), (letter) => letter.charCodeAt(0))
  return tag === 0x30 && der.length === (length === 0x81 ? 3 + next : 2 + length)
}

/** One DER element: tag, length, content. */
function tagged(tag: number, content: number[]): number[] {
  const { length } = content
  if (length < 128) return [tag, length, ...content]
  return length < 256 ? [tag, 0x81, length, ...content] : [tag, 0x82, length >> 8, length & 255, ...content]
}
