import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { harness, origin, passSeconds } from '../../test/harness.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import type { NewsListener } from '../news/newsListener.ts'
import { memoryShared } from '../shared/memory.ts'
import { toNodeListener } from './listener.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  vi.restoreAllMocks()
})

type Handler = ReturnType<typeof harness>['handler']
const throughHono = (handler: Handler): RequestListener =>
  getRequestListener((request) => handler(request), { overrideGlobalObjects: false })

/** What is written when a pipe is full: chunks of a stream that nobody takes. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

describe.each<[string, (handler: Handler) => RequestListener]>([
  ['toNodeListener', toNodeListener],
  ['Hono', throughHono],
])('a stream through %s that its reader does not read', (_, mount) => {
  /** A real connection whose far end reads nothing, and an order that changes when told. */
  async function open() {
    const ears = new Set<NewsListener>()
    const listen = (ear: NewsListener) => {
      ears.add(ear)
      return () => void ears.delete(ear)
    }
    const h = harness({ shared: { ...memoryShared(), listen } })
    const { orderId } = await h.create()
    const server = createServer(mount(h.handler))
    const folder = temporaryFolder()
    closing.push(folder.remove)
    // A pipe of this machine holds some 200 kB, a connection over the loopback network some MB.
    const path = join(folder.path, 'socket')
    await new Promise<void>((resolve) => server.listen(path, resolve))
    closing.push(() => new Promise((resolve) => server.close(resolve)))
    const answering = once(server, 'request') as Promise<[unknown, ServerResponse]>
    const client = connect(path)
    closing.push(() => client.destroy())
    client.write(
      `GET /api/offramp/orders/${orderId}/events HTTP/1.1\r\nhost: localhost\r\norigin: ${origin}\r\nx-user: alice\r\n\r\n`,
    )
    const [, response] = await answering
    await vi.waitFor(() => expect(h.handler.openStreams()).toBe(1))
    let version = 1
    const change = async () => {
      version += 1
      for (const { onChange } of ears) onChange({ orderId, version })
      await nextTurn()
    }
    const fill = async () => {
      while (!response.writableNeedDrain && version < 100_000) await change()
      expect(response.writableNeedDrain).toBe(true)
    }
    return { h, client, response, change, fill, version: () => version, waiting: () => held(response) }
  }

  it('costs no more however much happens, and is dropped after a minute', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue()
    const { h, client, response, change, fill, waiting } = await open()
    await fill()
    await change()
    const held = waiting()
    for (let times = 0; times < 500; times++) await change()
    for (let beats = 0; beats < 3; beats++) {
      passSeconds(h, 15)
      await nextTurn()
    }
    expect(waiting()).toBe(held)
    expect(h.handler.openStreams()).toBe(1)
    const cut = once(response, 'close')
    passSeconds(h, 15)
    expect([h.handler.openStreams(), h.timers.size]).toEqual([0, 0])
    await cut
    const text = await rest(client)
    expect(text.endsWith('0\r\n\r\n')).toBe(false)
    expect(said.mock.calls.map(([error]) => (error as Error).message)).toEqual([
      'A reader of an order’s news took nothing any more.',
    ])
  })

  it('tells the newest version when it reads again', async () => {
    const { h, client, response, change, fill, version } = await open()
    await fill()
    for (let times = 0; times < 500; times++) await change()
    let text = ''
    client.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    const newest = `id: ${version()}\ndata: {"version":${version()}}\n\n`
    await vi.waitFor(() => expect(text).toContain(newest))
    const versions = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
    // In order, each once, and none of those that came and went meanwhile.
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
    expect(versions.length).toBeLessThan(version() - 450)
    passSeconds(h, 75)
    expect(h.handler.openStreams()).toBe(1)
    client.destroy()
    await once(response, 'close')
    await expect.poll(h.handler.openStreams).toBe(0)
  })
})

/** Bytes that wait in this process. */
const held = (response: ServerResponse) => response.writableLength + (response.socket?.writableLength ?? 0)

/** What still comes, until the connection is cut. */
async function rest(client: Socket): Promise<string> {
  let text = ''
  client.on('error', () => undefined)
  client.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
  })
  await once(client, 'close')
  return text
}
