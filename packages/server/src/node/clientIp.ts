import { OfframpError } from '@offrampkit/core'
import { readIp, readIpWithPort } from '../guards/clientIp.ts'
import type { NodePlatform } from './listener.ts'

/**
 * The user's IP from the connection.
 *
 * Behind proxies of your own, each adds the address that it saw to the right end of `X-Forwarded-For`; `trustedHops` says how
 * many there are, and the entry that the outermost of them wrote is taken. What stands further left was written by whoever
 * liked to, and is never read.
 *
 * @param options.trustedHops - proxies of yours between the user and this server; 0, the default, reads no header
 * @returns for `clientIp` of createOfframpHandler: an IP, or `null` when the header is shorter than it must be
 * @example clientIpFromSocket({ trustedHops: 1 }) // behind one load balancer
 */
export function clientIpFromSocket(
  options: { trustedHops?: number } = {},
): (request: Request, platform?: NodePlatform) => string | null {
  const hops = options.trustedHops ?? 0
  if (!Number.isInteger(hops) || hops < 0 || hops > 10)
    throw new OfframpError({
      code: 'invalid_config',
      message: '`trustedHops` is not a small whole number.',
      why: 'Counting wrongly would let users write their own IP.',
      action: 'Set the number of your own proxies in front of this server, such as 1.',
    })
  return (request, platform) => {
    if (hops === 0) return readIp(platform?.remoteAddress)
    // Without a connection there is no proxy that could have written the header.
    if (readIp(platform?.remoteAddress) === null) return null
    const written = (request.headers.get('x-forwarded-for') ?? '').split(',')
    return readIpWithPort(written.at(-hops))
  }
}
