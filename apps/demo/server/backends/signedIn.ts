import type { User } from '@offrampkit/server'
import type { NodePlatform } from '@offrampkit/server/node'
import { createMiddleware } from 'hono/factory'

/** What the routes of the demo's other backends are given. */
export interface SignedIn {
  Bindings: { platform: NodePlatform }
  Variables: { user: User }
}

export type Authenticate = (request: Request, platform: NodePlatform) => User | null | Promise<User | null>

/** Lets only this page in, and only once its user has proven an address: the same sign-in as the kit's own handler. */
export function signedIn(authenticate: Authenticate, origin: string) {
  return createMiddleware<SignedIn>(async (context, next) => {
    context.header('cache-control', 'no-store')
    const { method, raw } = context.req
    if (method !== 'GET' && raw.headers.get('origin') !== origin)
      return context.json({ problem: 'This page may not ask.' }, 403)
    const user = await authenticate(raw, context.env.platform)
    if (!user) return context.json({ problem: 'Sign in first.' }, 401)
    context.set('user', user)
    await next()
  })
}

/** The address as it was proven, or `null` when it is not the user's. */
export function provenAddress(user: User, address: unknown): string | null {
  if (typeof address !== 'string') return null
  const accounts = user.addresses.map((one) =>
    typeof one === 'string' ? { address: one, proven: true } : one,
  )
  const found = accounts.find((one) => one.address.toLowerCase() === address.toLowerCase())
  return found && found.proven !== false ? found.address : null
}
