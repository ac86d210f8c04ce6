import type { OfframpError } from '@offrampkit/core'
import { clientIpFromHeader } from '@offrampkit/server'
import { clientIpFromSocket, type NodePlatform } from '@offrampkit/server/node'
import { readBytes } from '../../src/guards/body.ts'

/** What a handler was handed, as `echo` tells it. */
export interface Echo {
  method: string
  /** Path and query, as in the request's URL. */
  path: string
  headers: [name: string, value: string][]
  /** In hex. */
  body: string
  /** As `clientIpFromSocket` finds it, without a proxy and behind one. */
  clientIp: string | null
  clientIpBehindOne: string | null
  /** As `clientIpFromHeader('x-platform-ip')` finds it. */
  clientIpOfPlatform: string | null
}

/** What the app says of itself. */
export interface Insides {
  /** None runs when nobody listens. */
  timers: number
  openStreams: number
  /** How often the provider was asked for the price that takes a while. */
  slowPrices: number
  errors: { code: string; message: string }[]
}

/** Answers under `/api/offramp/probe/` through the same mount as the handler: what reached it, and what passes back. */
export function createProbe(inner: () => Pick<Insides, 'timers' | 'openStreams'>) {
  const errors: Insides['errors'] = []
  let slowPrices = 0
  const answers: Record<string, (request: Request, platform: unknown) => Promise<Response> | Response> = {
    async echo(request, platform) {
      const { pathname, search } = new URL(request.url)
      const body = await readBytes(request)
      return Response.json({
        method: request.method,
        path: pathname + search,
        headers: [...request.headers],
        body: Array.from(body, (byte) => byte.toString(16).padStart(2, '0')).join(''),
        clientIp: clientIpFromSocket()(request, platform as NodePlatform),
        clientIpBehindOne: clientIpFromSocket({ trustedHops: 1 })(request, platform as NodePlatform),
        clientIpOfPlatform: clientIpFromHeader('x-platform-ip')(request),
      } satisfies Echo)
    },
    cookies() {
      const headers = new Headers({ 'x-several': 'a' })
      headers.append('set-cookie', 'one=1; Path=/; HttpOnly')
      headers.append('set-cookie', 'two=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT')
      headers.append('x-several', 'b')
      return new Response(null, { status: 204, headers })
    },
    big(request) {
      return new Response('0123456789abcdef'.repeat(Number(new URL(request.url).searchParams.get('kb')) * 64))
    },
    insides: () => Response.json({ ...inner(), slowPrices, errors } satisfies Insides),
  }
  const nameIn = (request: Request) => /\/probe\/([a-z]+)/.exec(new URL(request.url).pathname)?.[1] ?? ''
  return {
    answers: (request: Request) => Object.hasOwn(answers, nameIn(request)),
    handle: async (request: Request, platform: unknown) =>
      (await answers[nameIn(request)]?.(request, platform)) ?? new Response(null, { status: 500 }),
    notePrice: () => void slowPrices++,
    note: ({ code, shortMessage }: OfframpError) => void errors.push({ code, message: shortMessage }),
  }
}
