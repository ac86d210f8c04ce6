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

/** A literal address, IPv4 within IPv6 unwrapped; `null` for anything else. */
export function readIp(text: string | null | undefined): string | null {
  if (typeof text !== 'string' || text.length > 45) return null
  const plain = text.trim().replace(/^::ffff:(?=\d+\.)/i, '')
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(plain)
  if (v4) return v4.slice(1).every((part) => Number(part) <= 255) ? plain : null
  if (!plain.includes(':') || !/^[0-9a-fA-F:.]+$/.test(plain)) return null
  try {
    return new URL(`http://[${plain}]/`).hostname.slice(1, -1)
  } catch {
    return null
  }
}

/** Loopback, link-local and private ranges (RFC 1918, RFC 4193, RFC 6598). */
export function isPrivate(ip: string): boolean {
  if (ip.includes(':')) return ip === '::1' || ip === '::' || /^(f[cd]|fe[89ab])/i.test(ip)
  const [a = 0, b = 0] = ip.split('.').map(Number)
  if (a === 10 || a === 127 || a === 0) return true
  return (
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127)
  )
}
