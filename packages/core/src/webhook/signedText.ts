const encoder = new TextEncoder()

/** UTF-8 bytes of the text. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

/** The text of the bytes, or `null` when they are not UTF-8. A byte order mark is kept: nothing is cut off unseen. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** 64 hex digits as the 32 bytes of a SHA-256 HMAC, or `null`. */
export function hexToBytes(hex: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[0-9a-fA-F]{64}$/.test(hex)) return null
  return Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

/** Lower-case hex of the bytes. */
export function bytesToHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Standard base64, padded, with line breaks allowed; `null` for anything else. */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> | null {
  const compact = text.replace(/\s+/g, '')
  if (compact === '' || compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return null
  return Uint8Array.from(atob(compact), (letter) => letter.charCodeAt(0))
}

/** The same JSON as `JSON.stringify` writes it, or `null` when the bytes are not JSON. */
export function restringified(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const text = textOf(bytes)
  if (text === null) return null
  try {
    return bytesOf(JSON.stringify(JSON.parse(text)))
  } catch {
    return null
  }
}
