import { hmacVerifies, usable } from './hmac.ts'
import { rejected } from './rejected.ts'
import { bytesOf, hexToBytes } from './signedText.ts'
import type { WebhookVerification } from './verification.ts'

/** Our clock and theirs may differ by this much before a signature "from the future" is refused. */
const futureMs = 60_000
const longestHeader = 4_096
const mostParts = 16
/** Names of headers are tokens. Nothing that could stand in a JSON body, so that no `v0` text reads as a `v1` one. */
const headerName = /^[A-Za-z0-9-]{1,64}$/
const printable = /^[\x20-\x7e]*$/

interface Hook0Signature {
  /** Seconds since 1970, as it stood in the header. */
  time: string
  /** The names of the signed headers, as they stood in the header. */
  names: string
  signatures: readonly Uint8Array<ArrayBuffer>[]
}

/**
 * Hook0's `v1` signature, as used by all CDP webhooks:
 * HMAC-SHA-256 over `t.h.values.body`, where a signed header that is missing counts as an empty string.
 * `v0` signs less and is never accepted in its place.
 * Source: https://docs.cdp.coinbase.com/webhooks/verify-signatures
 */
export async function verifyHook0(
  { header, secrets, toleranceMs }: Extract<WebhookVerification, { kind: 'hook0' }>,
  headers: Headers,
  rawBody: Uint8Array<ArrayBuffer>,
  now: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const known = usable(secrets)
  const { time, names, signatures } = readHeader(headers.get(header) ?? '')
  const values = names.split(' ').map((name) => headerValue(headers, name))
  const prefix = bytesOf(`${time}.${names}.${values.join('.')}.`)
  const signed = new Uint8Array(prefix.length + rawBody.length)
  signed.set(prefix)
  signed.set(rawBody, prefix.length)
  if (!(await hmacVerifies(known, signatures, signed))) throw rejected('bad_signature')

  const age = now - Number(time) * 1000
  if (!(age <= toleranceMs)) throw rejected('too_old')
  if (!(age >= -Math.min(futureMs, toleranceMs))) throw rejected('too_new')
  return rawBody
}

function readHeader(text: string): Hook0Signature {
  const found = new Map<string, string[]>()
  const parts = text.split(',')
  if (text.length > longestHeader || parts.length > mostParts) throw rejected('bad_header')
  for (const part of parts) {
    const at = part.indexOf('=')
    if (at < 1) throw rejected('bad_header')
    const key = part.slice(0, at).trim()
    found.set(key, [...(found.get(key) ?? []), part.slice(at + 1)])
  }
  const [time, ...moreTimes] = found.get('t') ?? []
  const [names, ...moreNames] = found.get('h') ?? []
  const signatures = (found.get('v1') ?? []).map((hex) => hexToBytes(hex.trim())).filter((v) => v !== null)
  // Two headers of one name arrive joined: a second `t` or `h` means that somebody added one.
  if (time === undefined || names === undefined || moreTimes.length > 0 || moreNames.length > 0)
    throw rejected('bad_header')
  if (!/^\d{1,12}$/.test(time) || signatures.length === 0) throw rejected('bad_header')
  if (!names.split(' ').every((name) => headerName.test(name))) throw rejected('bad_header')
  return { time, names, signatures }
}

function headerValue(headers: Headers, name: string): string {
  const value = headers.get(name) ?? ''
  if (!printable.test(value)) throw rejected('bad_header')
  return value
}
