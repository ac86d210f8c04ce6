import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { OrderView } from '@offrampkit/core/api'
import { Hono } from 'hono'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { harness, origin, passSeconds } from '../../test/harness.ts'
import { memoryStore } from '../stores/memory.ts'
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
    const h = harness({ streamLifetimeMs: 20_000 })
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
    expect(await read()).toBe('id: 1\ndata: {"version":1}\n\n')
    const { version } = await h
      .ok('createSession', { path: { orderId } })
      .then(() => h.ok<OrderView>('getOrder', { path: { orderId } }))
    expect(await read()).toBe(`id: ${version}\ndata: {"version":${version}}\n\n`)
    passSeconds(h, 15)
    expect(await read()).toBe(':\n\n')
    client.abort()
  })

  it('ends for the client when its time is over, and the connection serves on', async () => {
    const { h, orderId, response, read } = await open()
    await read()
    passSeconds(h, 20)
    await vi.waitFor(async () => expect(await read()).toBe('the end'))
    expect([h.handler.openStreams(), h.timers.size]).toEqual([0, 0])
    const again = await fetch(response.url.replace('/events', ''), {
      headers: { ...headers, connection: 'close' },
    })
    expect(await again.json()).toMatchObject({ orderId })
  })

  it('ends when the server is about to stop, which then stops', async () => {
    const { h, read } = await open()
    await read()
    h.handler.closeStreams()
    expect(await read()).toBe('retry: 1000\n\n')
    expect(await read()).toBe('the end')
    // Nobody has to cut a connection.
    for (const close of closing.splice(0)) await close()
    expect([h.handler.openStreams(), h.errors]).toEqual([0, []])
  })

  it('is over on the server when the client goes while it opens', async () => {
    const store = memoryStore()
    const reading: (() => void)[] = []
    const h = harness({
      store: {
        ...store,
        order: async (orderId) => {
          if (reading.length > 0) await new Promise<void>((resolve) => reading.push(resolve))
          return await store.order(orderId)
        },
      },
    })
    const { orderId } = await h.create()
    const base = await listen(mount(h.handler))
    const client = new AbortController()
    reading.push(() => undefined)
    const opening = fetch(`${base}/orders/${orderId}/events`, { headers, signal: client.signal })
    await vi.waitFor(() => expect(reading).toHaveLength(2))
    const [, go] = reading.splice(0)
    client.abort()
    await expect(opening).rejects.toThrow()
    go?.()
    await expect.poll(() => [h.handler.openStreams(), h.timers.size]).toEqual([0, 0])
  })

  it.each(['aborts', 'cancels'] as const)('is over on the server when the client %s', async (how) => {
    const { h, client, reader, read } = await open()
    await read()
    expect(h.handler.openStreams()).toBe(1)
    if (how === 'aborts') client.abort()
    else await reader.cancel()
    await expect.poll(h.handler.openStreams).toBe(0)
    expect(h.timers.size).toBe(0)
    expect(h.errors).toEqual([])
  })
})
