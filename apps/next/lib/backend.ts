import { createAssetRegistry } from '@offrampkit/core'
import { coinbase } from '@offrampkit/providers/coinbase/server'
import { clientIpFromHeader, createOfframpHandler } from '@offrampkit/server'
import { createSiweAuth } from '@offrampkit/server/siwe'
import { sqliteStore } from '@offrampkit/server/sqlite'
import { readCoinbase, readOrigin, readWorld } from './environment'

function create() {
  const world = readWorld()
  const origin = readOrigin()
  // The sandbox speaks http, and its coins are worth nothing: refused in production, so this is said here.
  const trial = world.sandboxUrl ? { production: false, developmentClientIp: '192.0.2.1' } : {}
  const store = sqliteStore({ path: process.env.ORDERS_DATABASE ?? './orders.sqlite' })
  const auth = createSiweAuth({
    store,
    domain: new URL(origin).host,
    secret: process.env.SIWE_SECRET ?? '',
    ...(world.sandboxUrl ? { production: false } : {}),
  })
  const offramp = createOfframpHandler({
    store,
    registry: createAssetRegistry(world),
    providers: [coinbase(readCoinbase())],
    authenticate: auth.authenticate,
    clientIp: clientIpFromHeader('x-real-ip'), // the header that your proxy sets
    returnUrl: origin,
    allowedOrigins: [origin],
    ...trial,
  })
  return { auth, offramp }
}

let made: ReturnType<typeof create> | undefined

/** The server's half, made with the first request: `next build` loads this file too, and has no keys. */
export function backend(): ReturnType<typeof create> {
  made ??= create()
  return made
}
