import { createAssetRegistry } from '@offrampkit/core'
import { createOfframpHandler } from '@offrampkit/server'
import { clientIpFromSocket } from '@offrampkit/server/node'
import { createSiweAuth } from '@offrampkit/server/siwe'
import { sqliteStore } from '@offrampkit/server/sqlite'
import type { World } from './world.ts'

export interface ApiOptions {
  world: World
  /** Where the page is, such as `http://localhost:5173`. */
  origin: string
  /** Path of the SQLite file. */
  database: string
}

/** The backend of the demo: the kit's handler, the kit's sign-in, and two lines that join them. */
export function createApi({ world, origin, database }: ApiOptions) {
  const store = sqliteStore({ path: database })
  const siwe = createSiweAuth({
    store,
    domain: new URL(origin).host,
    secret: process.env.SESSION_SECRET ?? crypto.randomUUID() + crypto.randomUUID(),
  })
  const offramp = createOfframpHandler({
    basePath: '/api/offramp',
    store,
    providers: world.providers,
    registry: createAssetRegistry(world.settings),
    authenticate: siwe.authenticate,
    clientIp: clientIpFromSocket({ trustedHops: 0 }),
    developmentClientIp: '192.0.2.1',
    allowedOrigins: [origin],
    returnUrl: origin,
    // Who tries it out sells again and again.
    userLimits: { orders: Number.POSITIVE_INFINITY, sessions: Number.POSITIVE_INFINITY },
    // Where nobody moves the clock the handler minds its own.
    ...(world.advance ? { now: world.now } : {}),
  })
  return { offramp, siwe }
}
