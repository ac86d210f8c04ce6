import { OfframpError } from '@offrampkit/core'

export interface ClientIpRules {
  /** Stands in for a loopback or private address on localhost. */
  developmentClientIp: string | null
}

/**
 * The address to tell the provider, checked: a literal, public IPv4 or IPv6 address. A private one is that of a proxy which
 * nobody counted, not the user's.
 *
 * @throws OfframpError `client_ip_unknown`
 */
export function usableClientIp(found: string | null, request: Request, rules: ClientIpRules): string {
  const ip = readIp(found)
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(request.url).hostname)
  if (local && rules.developmentClientIp !== null && (ip === null || isPrivate(ip)))
    return rules.developmentClientIp
  if (ip !== null && !isPrivate(ip)) return ip
  throw new OfframpError({
    code: 'client_ip_unknown',
    message: "The user's IP address is unknown.",
    why: 'Providers need it against fraud, and one that a client could set is worth nothing.',
    action:
      'Give createOfframpHandler a `clientIp` that reads the connection or your platform’s own header; on localhost, a `developmentClientIp`.',
  })
}

const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const v4 = new RegExp(`^${byte}(?:\\.${byte}){3}$`)

/**
 * A literal address in one spelling: IPv4 within IPv6 unwrapped, IPv6 shortened, small letters. `null` for anything else,
 * one with a port and one with a leading zero included, which some read as octal.
 */
export function readIp(text: string | null | undefined): string | null {
  if (typeof text !== 'string' || text.length > 45) return null
  const plain = text.trim()
  if (!plain.includes(':')) return v4.test(plain) ? plain : null
  if (!/^[0-9a-fA-F:.]+$/.test(plain) || !URL.canParse(`http://[${plain}]/`)) return null
  const v6 = new URL(`http://[${plain}]/`).hostname.slice(1, -1)
  const [, high = '', low = ''] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(v6) ?? []
  if (high === '') return v6
  const bits = (Number.parseInt(high, 16) << 16) | Number.parseInt(low, 16)
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')
}

/** An entry of a proxy's header, which may carry a port: `203.0.113.7:49152`, `[2001:db8::7]:49152`. */
export function readIpWithPort(text: string | null | undefined): string | null {
  const [, inBrackets, beforePort] =
    /^\s*(?:\[([0-9a-fA-F:.]{2,45})\]|([0-9.]{7,15}))(?::\d{1,5})?\s*$/.exec(text ?? '') ?? []
  return readIp(inBrackets ?? beforePort ?? text)
}

/**
 * Whether nobody on the internet has this address: loopback, link-local, private, shared, multicast and reserved ranges, and all
 * of IPv6 that is not handed out (https://www.iana.org/assignments/iana-ipv4-special-registry,
 * https://www.iana.org/assignments/ipv6-address-space). Those that are set aside for examples count as public: they stand for it.
 */
export function isPrivate(ip: string): boolean {
  if (ip.includes(':')) return !/^[23][0-9a-f]{3}:/i.test(ip)
  const [a = 0, b = 0, c = 0] = ip.split('.').map(Number)
  if (a === 10 || a === 127 || a === 0 || a >= 224) return true
  return (
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && (b === 168 || (b === 0 && c === 0))) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127) ||
    (a === 198 && (b === 18 || b === 19))
  )
}
