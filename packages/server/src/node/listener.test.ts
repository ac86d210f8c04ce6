import { createServer, get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { OrderView } from '@offrampkit/core/api'
import { afterEach, describe, expect, it } from 'vitest'
import { harness, newId, origin, wish } from '../../test/harness.ts'
import { expectProtected } from '../../test/headersOfEveryAnswer.ts'
import { clientIpFromSocket } from './clientIp.ts'
import { toNodeListener } from './listener.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function listen(h: ReturnType<typeof harness>): Promise<number> {
  const server = createServer(toNodeListener(h.handler))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  return (server.address() as AddressInfo).port
}

const headers = {
  origin,
  'x-user': 'alice',
  'content-type': 'application/json',
  'offrampkit-version': '1',
  'x-forwarded-for': '6.6.6.6',
  connection: 'close',
}

describe('toNodeListener', () => {
  it('serves a sale over a real socket, with the IP of the connection', async () => {
    const found: (string | null)[] = []
    const fromSocket = clientIpFromSocket()
    const h = harness({
      clientIp: (request, platform) => {
        found.push(fromSocket(request, platform as never))
        return '203.0.113.7'
      },
    })
    const base = `http://127.0.0.1:${await listen(h)}/api/offramp`
    const sender = '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B'
    const body = JSON.stringify({ requestId: newId(), provider: 'fake', request: wish, sender })
    const made = await fetch(`${base}/orders`, { method: 'POST', headers, body })
    expect(made.status).toBe(200)
    const { orderId } = (await made.json()) as OrderView
    const opened = await fetch(`${base}/orders/${orderId}/session`, { method: 'POST', headers, body: '{}' })
    expect(opened.status).toBe(200)
    await opened.text()
    expect(found).toEqual(['127.0.0.1'])
    expect(h.fake.seen.map((seen) => seen.clientIp)).toEqual(['203.0.113.7'])
  })

  it('stops reading a body that is too large', async () => {
    const base = `http://127.0.0.1:${await listen(harness())}/api/offramp`
    const response = await fetch(`${base}/orders`, { method: 'POST', headers, body: 'x'.repeat(70_000) })
    expect(response.status).toBe(413)
    await response.text()
    const streamed = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(16_384))
      },
    })
    const init = { method: 'POST', headers, body: streamed, duplex: 'half' } as RequestInit
    const answered = await fetch(`${base}/webhooks/fake`, init).then(
      async (r) => [r.status, await r.text()],
      () => ['cut off'],
    )
    expect([413, 'cut off']).toContain(answered[0])
  })

  it('has no answer of its own without the headers of protection', async () => {
    const answered = async (listener: ReturnType<typeof toNodeListener>, host: string) => {
      const server = createServer(listener)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      closing.push(() => new Promise((resolve) => server.close(() => resolve())))
      const { port } = server.address() as AddressInfo
      const ask = { port, host: '127.0.0.1', headers: { host, connection: 'close' } }
      return await new Promise<IncomingMessage>((resolve) => get(ask, (got) => resolve(got.resume())))
    }
    const throwing = () => Promise.reject(new Error('no handler of ours'))
    for (const [listener, host, status] of [
      [toNodeListener(harness().handler), 'a b', 400],
      [toNodeListener(throwing), 'app.example', 500],
    ] as const) {
      const got = await answered(listener, host)
      expect(got.statusCode).toBe(status)
      expectProtected(new Headers(got.headers as Record<string, string>))
    }
  })

  it('lives on after a client that hangs up in the middle', async () => {
    const h = harness()
    const port = await listen(h)
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /api/offramp/webhooks/fake HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf')
        socket.end(resolve)
      })
    })
    const response = await fetch(`http://127.0.0.1:${port}/api/offramp/options?provider=fake`, { headers })
    expect(response.status).toBe(200)
    await response.text()
  })
})
