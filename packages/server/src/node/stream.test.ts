import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { OrderView } from '@offrampkit/core/api'
import { Hono } from 'hono'
import { afterEach, describe, expect, it } from 'vitest'
import { harness, origin } from '../../test/harness.ts'
import { toNodeListener } from './listener.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/offramp`
}

type Handler = ReturnType<typeof harness>['handler']
const throughHono = (handler: Handler): RequestListener => {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.all('/api/offramp/*', (c) => handler(c.req.raw, { remoteAddress: c.env.incoming.socket.remoteAddress }))
  return getRequestListener(app.fetch, { overrideGlobalObjects: false })
}

const headers = { origin, 'x-user': 'alice', 'offrampkit-version': '1' }

describe.each<[string, (handler: Handler) => RequestListener]>([
  ['toNodeListener', toNodeListener],
  ['an app of Hono', throughHono],
])('a stream through %s', (_, mount) => {
  async function open() {
    const h = harness()
    const { orderId } = await h.create()
    const base = await listen(mount(h.handler))
    const client = new AbortController()
    const response = await fetch(`${base}/orders/${orderId}/events`, { headers, signal: client.signal })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const read = async () => {
      const { done, value } = await reader.read()
      return done ? 'the end' : new TextDecoder().decode(value)
    }
    return { h, orderId, client, response, reader, read }
  }

  it('brings every word as it is said', async () => {
    const { h, orderId, client, response, read } = await open()
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('content-length')).toBeNull()
    expect(await read()).toBe('data: {"version":1}\n\n')
    const { version } = await h
      .ok('createSession', { path: { orderId } })
      .then(() => h.ok<OrderView>('getOrder', { path: { orderId } }))
    expect(await read()).toBe(`data: {"version":${version}}\n\n`)
    for (const timer of [...h.timers]) if (timer.ms === 15_000) timer.run()
    expect(await read()).toBe(':\n\n')
    client.abort()
  })

  it('ends for the client when its time is over, and the connection serves on', async () => {
    const { h, orderId, response, read } = await open()
    await read()
    for (const timer of [...h.timers]) if (timer.ms === 600_000) timer.run()
    expect(await read()).toBe('the end')
    expect(h.timers.size).toBe(0)
    const again = await fetch(response.url.replace('/events', ''), {
      headers: { ...headers, connection: 'close' },
    })
    expect(await again.json()).toMatchObject({ orderId })
  })

  it.each(['aborts', 'cancels'] as const)('is over on the server when the client %s', async (how) => {
    const { h, client, reader, read } = await open()
    await read()
    expect(h.timers.size).toBe(2)
    if (how === 'aborts') client.abort()
    else await reader.cancel()
    await expect.poll(() => h.timers.size).toBe(0)
    expect(h.errors).toEqual([])
  })
})
