/** The HMAC-SHA-256 of a text in hex, as most providers sign their webhooks: for deliveries in tests. */
export async function hmacHex(secret: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = (of: string) => new TextEncoder().encode(of)
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign'])
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)))
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
