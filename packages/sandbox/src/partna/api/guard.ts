import type { MiddlewareHandler } from 'hono'
import { strikes } from '../../faults.ts'
import { refuse } from '../answers.ts'
import type { PartnaApiContext } from './context.ts'

/** Faults first, then the two headers. `open` paths need no key. */
export function guard(ctx: PartnaApiContext, open: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    if (ctx.faults.slowMs > 0) await ctx.sleep(ctx.faults.slowMs)
    if (strikes(ctx.faults, 'down')) return refuse(503, 'service unavailable')
    if (strikes(ctx.faults, 'rateLimited')) return refuse(429, 'too many requests')
    if (strikes(ctx.faults, 'garbled')) return new Response('<html></html>', { status: 200 })
    ctx.settle()
    const path = c.req.path.replace(/^\/v4/, '')
    if (open.includes(path)) return next()
    const merchant = ctx.accounts.merchant(c.req.header('x-api-user') ?? '')
    if (merchant === null || merchant.apiKey !== c.req.header('x-api-key'))
      return refuse(401, 'invalid api key or user')
    if (merchant.scope === 'G' && c.req.method !== 'GET')
      return refuse(401, `get only api key cannot access ${c.req.method} ${path}`)
    return next()
  }
}
