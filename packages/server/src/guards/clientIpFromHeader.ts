import { OfframpError } from '@offrampkit/core'
import { readIp } from './clientIp.ts'

/** Whoever is on the way adds to these, the client first of all. */
const grown = ['x-forwarded-for', 'forwarded', 'x-forwarded', 'forwarded-for', 'via']

/**
 * The user's IP from a header that your platform sets itself and in which nothing is left of what a client wrote, such as
 * `cf-connecting-ip` (Cloudflare), `x-vercel-forwarded-for` (Vercel), `fly-client-ip` (Fly.io) or `x-nf-client-connection-ip`
 * (Netlify). Without that platform in front, anybody can write it.
 *
 * @param name - of a header that holds one address; a list that each proxy adds to, as `X-Forwarded-For` is, is refused
 * @returns for `clientIp` of createOfframpHandler: an IP, or `null` when the header is missing or holds anything but one
 * @throws OfframpError `invalid_config`
 * @example createOfframpHandler({ clientIp: clientIpFromHeader('cf-connecting-ip'), … })
 */
export function clientIpFromHeader(name: string): (request: Request) => string | null {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(name) || grown.includes(name.toLowerCase()))
    throw new OfframpError({
      code: 'invalid_config',
      message: 'clientIpFromHeader needs a header that your platform sets itself.',
      why: 'In a list that each proxy adds to, users write what they like in front.',
      action:
        "Name your platform's own, such as 'cf-connecting-ip'; or count your proxies with clientIpFromSocket of @offrampkit/server/node.",
    })
  return (request) => readIp(request.headers.get(name))
}
