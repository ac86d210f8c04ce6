import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { toNodeListener } from '@offrampkit/server/node'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { afterEach, describe, expect, it } from 'vitest'
import { harness } from '../harness.ts'
import { signed } from './cases/bodies.ts'
import { post } from './conformanceCase.ts'
import { type Answer, type Ask, send } from './http.ts'
import { listen, type Running, serve } from './mountsHere.ts'

const running: Running[] = []
afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop()
})

type Handler = ReturnType<typeof harness>['handler']

/** Mounts that go wrong in the way that is most common with each. */
const traps: Record<string, (handler: Handler) => Promise<Running>> = {
  'express.json() before it'(handler) {
    const app = express()
    app.use(express.json())
    app.all('/api/offramp/*rest', toNodeListener(handler))
    return serve(app)
  },
  'express.text() of everything before it'(handler) {
    const app = express()
    app.use(express.text({ type: () => true }))
    app.all('/api/offramp/*rest', toNodeListener(handler))
    return serve(app)
  },
  async "a route of Fastify's, which has read the body"(handler) {
    const app = fastify()
    const listener = toNodeListener(handler)
    app.all('/api/offramp/*', async (request, reply) => {
      reply.hijack()
      await listener(request.raw, reply.raw)
    })
    await app.ready()
    return await listen(app.server)
  },
  async 'a middleware of Hono that reads the JSON'(handler) {
    const app = new Hono()
    app.use(async (c, next) => {
      await c.req.json().catch(() => undefined)
      await next()
    })
    app.all('/api/offramp/*', (c) => handler(c.req.raw))
    return await listen(createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server)
  },
  async 'a Fetch runtime in which somebody has read the text'(handler) {
    return await serve(
      toNodeListener(async (request) => {
        const standard = new Request(request.url, {
          ...{ method: request.method, headers: request.headers, body: await request.arrayBuffer() },
        })
        await standard.text()
        return await handler(standard)
      }),
    )
  },
}

const codeOf = ({ status, body }: Answer) => [status, JSON.parse(body.toString()).error?.code]

describe.each(Object.entries(traps))('%s', (_, start) => {
  it('is told what is wrong, instead of that the signature is', async () => {
    const h = harness()
    const mount = await start(h.handler)
    running.push(mount)
    const asks: Ask[] = [
      signed('{"a":1}'),
      signed('{"a":1}', { pieces: 3 }),
      post('/api/offramp/orders', { a: 1 }),
    ]
    for (const ask of asks) expect(codeOf(await send(mount.port, ask))).toEqual([500, 'invalid_config'])
    expect(h.errors.map(({ error }) => error.action)).toEqual(
      asks.map(() => expect.stringContaining('before whatever reads bodies, such as express.json()')),
    )
  })
})

it('a host that reads the body and keeps its bytes has taken nothing away', async () => {
  const app = express()
  app.use(
    express.json({
      verify: (request: IncomingMessage & { rawBody?: Buffer }, _, bytes) => {
        request.rawBody = bytes
      },
    }),
  )
  app.all('/api/offramp/*rest', toNodeListener(harness().handler))
  const mount = await serve(app)
  running.push(mount)
  expect((await send(mount.port, signed('{ "about": "nothing of ours" }'))).status).toBe(200)
})

it('a read, and a change without a body, are not held for one that was read', async () => {
  const h = harness()
  const listener = toNodeListener(h.handler)
  const mount = await listen(
    createServer(async (request, response) => {
      request.resume()
      await new Promise((resolve) => request.once('end', resolve))
      await listener(request, response)
    }),
  )
  running.push(mount)
  const { path, headers } = post('/api/offramp/options?provider=fake')
  expect((await send(mount.port, { path, headers: headers ?? [] })).status).toBe(200)
})
