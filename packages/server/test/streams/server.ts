// A server of event streams in a process of its own: node server.ts <ours|fetch|http> <orders>
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerEvents } from '../../src/guards/answer.ts'
import { corsHeaders } from '../../src/guards/origin.ts'
import { toNodeListener } from '../../src/node/listener.ts'
import { memoryShared } from '../../src/shared/memory.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import { harness, newId, origin } from '../harness.ts'
import { type Changed, type Look, now, type Question, type Ready, type ServerKind } from './protocol.ts'

interface Served {
  listener: RequestListener
  change(orderId: string, version: number): void
  open(): number
}

const [kind = 'ours', count = '1'] = process.argv.slice(2) as [ServerKind, string]
const orderIds = Array.from({ length: Number(count) }, newId)
/** The same as ours: they are part of what a stream costs. */
const headers = Object.fromEntries(
  answerEvents(
    new ReadableStream(),
    corsHeaders(new Request(origin, { headers: { origin } }), new Set([origin]), false),
  ).headers,
)
const orderOf = (url = '') => url.split('/').at(-2) ?? ''
const said = (version: number) => `id: ${version}\ndata: {"version":${version}}\n\n`

/** The whole handler, with an order for each stream. */
async function ours(): Promise<Served> {
  const [store, shared] = [memoryStore(), memoryShared()]
  const h = harness({
    ...{ store, shared, now: Date.now, streamLimits: { total: 100_000 } },
    authenticate: (request) => ({ userId: request.headers.get('x-user') ?? '', addresses: [sender] }),
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
  })
  const made = await store.order((await h.create({ as: { userId: 'model', addresses: [sender] } })).orderId)
  if (!made) throw new Error('There is no order to copy.')
  for (const orderId of orderIds) {
    const order = {
      ...made,
      order: { ...made.order, orderId },
      ownerId: `user ${orderId}`,
      requestId: orderId,
    }
    await store.insertOrder(order, [])
  }
  return {
    listener: toNodeListener(h.handler),
    change: (orderId, version) => void shared.publish({ orderId, version }),
    open: h.handler.openStreams,
  }
}
const sender = '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B'

/** A stream as short as Fetch lets it be, through the same listener. */
function plainFetch(): Served {
  const encoder = new TextEncoder()
  const streams = new Map<string, ReadableStreamDefaultController<Uint8Array>>()
  const all = (text: string) => {
    for (const one of streams.values()) one.enqueue(encoder.encode(text))
  }
  setInterval(all, 15_000, ':\n\n')
  return {
    listener: toNodeListener(async ({ url }) => {
      const orderId = orderOf(new URL(url).pathname)
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          streams.set(orderId, controller)
          controller.enqueue(encoder.encode(said(1)))
        },
        cancel: () => void streams.delete(orderId),
      })
      return new Response(body, { headers })
    }),
    change: (orderId, version) => streams.get(orderId)?.enqueue(encoder.encode(said(version))),
    open: () => streams.size,
  }
}

function plainHttp(): Served {
  const streams = new Map<string, ServerResponse>()
  setInterval(() => {
    for (const one of streams.values()) one.write(':\n\n')
  }, 15_000)
  return {
    listener(request, response) {
      const orderId = orderOf(request.url)
      streams.set(orderId, response)
      response.on('close', () => streams.delete(orderId))
      response.writeHead(200, headers)
      response.write(said(1))
    },
    change: (orderId, version) => streams.get(orderId)?.write(said(version)),
    open: () => streams.size,
  }
}

const served = kind === 'ours' ? await ours() : kind === 'fetch' ? plainFetch() : plainHttp()
const server = createServer(served.listener)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

async function look(): Promise<Look> {
  // What is let go of in one round is found by the next.
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.()
    await sleep(50)
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return { rss, heap: heapUsed + external, cpu: (user + system) / 1_000, open: served.open() }
}

let version = 1
process.on('message', async (question: Question) => {
  if (question.do === 'look') return void process.send?.(await look())
  version += 1
  const at = String(now())
  for (const orderId of orderIds.slice(question.from, question.to)) served.change(orderId, version)
  process.send?.({ at } satisfies Changed)
})
process.once('disconnect', () => process.exit())
process.send?.({ port: (server.address() as AddressInfo).port, orderIds } satisfies Ready)
