import { createSigner } from '@offrampkit/providers/coinbase/server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { CoinbaseAccess } from '../world.ts'
import { type Authenticate, provenAddress, type SignedIn, signedIn } from './signedIn.ts'

export interface PlainProxyOptions {
  coinbase: CoinbaseAccess
  authenticate: Authenticate
  origin: string
  clientIp: string
  fetch: typeof fetch
  now: () => number
  random: (length: number) => Uint8Array
}

/** Made by the page from 128 random bits, so that nobody can guess the reference of another user's order. */
const reference = /^[A-Za-z0-9_-]{22}$/

/**
 * All that an app needs that only passes Coinbase's JSON on: five paths, each signed. Two things are never the page's to
 * say: whose address a session is for, and from which IP the user comes.
 */
export function plainProxy(options: PlainProxyOptions): Hono<SignedIn> {
  const { coinbase, origin, now, random } = options
  const sign = createSigner(coinbase, { now, random })
  const owners = new Map<string, string>()
  const guard = signedIn(options.authenticate, origin)
  const app = new Hono<SignedIn>()
  app.use(bodyLimit({ maxSize: 10_000 }))

  async function pass(context: Context<SignedIn>, path: string, query: URLSearchParams, body?: unknown) {
    const url = new URL(path, coinbase.baseUrl)
    const { method } = context.req
    const token = await sign(method, url.host, url.pathname)
    url.search = query.toString()
    const answer = await options
      .fetch(url, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(15_000),
      })
      .catch(() => null)
    if (!answer) return context.json({ code: 'service_unavailable', message: 'No answer.' }, 503)
    // 401 and 403 are this server's own words, about the user; Coinbase's are about the key.
    const status = answer.status === 401 || answer.status === 403 ? 502 : answer.status
    // As text: numbers in it stay what they were.
    return new Response(await answer.text(), {
      status,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    })
  }

  const only = (context: Context<SignedIn>, ...names: string[]) =>
    new URLSearchParams(
      names.flatMap((name) => (context.req.query(name) ? [[name, context.req.query(name) ?? '']] : [])),
    )

  // What is on offer tells nothing about anybody, and is wanted before anyone signs in.
  app.get('/onramp/v1/sell/config', (context) => pass(context, '/onramp/v1/sell/config', only(context)))
  app.get('/onramp/v1/sell/options', (context) =>
    pass(context, '/onramp/v1/sell/options', only(context, 'country', 'subdivision')),
  )

  app.post('/onramp/v1/sell/quote', guard, async (context) => {
    const asked = await readObject(context)
    // With these two, Coinbase would place a row at once.
    const { source_address: _, partner_user_ref: __, ...price } = asked
    return pass(context, '/onramp/v1/sell/quote', only(context), price)
  })

  app.post('/onramp/v1/token', guard, async (context) => {
    const { addresses, assets } = await readObject(context)
    const [wanted] = Array.isArray(addresses) ? (addresses as Record<string, unknown>[]) : []
    const address = provenAddress(context.var.user, wanted?.address)
    if (!address) return context.json({ code: 'forbidden', message: 'This address is not proven.' }, 403)
    return pass(context, '/onramp/v1/token', only(context), {
      addresses: [{ address, blockchains: wanted?.blockchains }],
      assets,
      clientIp: options.clientIp,
    })
  })

  app.get('/onramp/v1/sell/user/:ref/transactions', guard, async (context) => {
    const ref = context.req.param('ref')
    if (!reference.test(ref)) return context.json({ code: 'not_found', message: 'No such order.' }, 404)
    // Whoever asks first is its owner: nobody else can know it before.
    const { userId } = context.var.user
    if (!owners.has(ref)) owners.set(ref, userId)
    if (owners.get(ref) !== userId) return context.json({ code: 'not_found', message: 'No such order.' }, 404)
    return pass(context, `/onramp/v1/sell/user/${ref}/transactions`, only(context, 'page_key', 'page_size'))
  })
  return app
}

async function readObject(context: Context<SignedIn>): Promise<Record<string, unknown>> {
  const body: unknown = await context.req.json().catch(() => null)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}
