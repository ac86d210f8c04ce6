import type { NodePlatform } from '@offrampkit/server/node'
import { Hono } from 'hono'
import type { CoinbaseAccess } from '../world.ts'
import { ownServer } from './ownServer.ts'
import { plainProxy } from './plainProxy.ts'
import type { Authenticate, SignedIn } from './signedIn.ts'

export interface OtherBackendsOptions {
  coinbase: CoinbaseAccess
  now: () => number
  origin: string
  authenticate: Authenticate
}

/**
 * Two backends that are not the kit's, for a page opened with `?backend=own` or `?backend=coinbase-json`. Only against the
 * sandbox: they show what the kit asks of a backend, and keep everything in memory.
 */
export function createOtherBackends(parts: OtherBackendsOptions) {
  const options = {
    ...parts,
    // This machine has no public address to name; a documentation one stands in for it, as in the kit's own handler.
    clientIp: '192.0.2.1',
    fetch,
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  }
  const app = new Hono<SignedIn>()
    .route('/demo/own', ownServer(options))
    .route('/demo/coinbase', plainProxy(options))
  return (request: Request, platform: NodePlatform) => app.fetch(request, { platform })
}
