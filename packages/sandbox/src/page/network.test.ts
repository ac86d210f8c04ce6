import { expect, test, vi } from 'vitest'
import { readEvents } from './eventStream.ts'
import { createPageNetwork } from './network.ts'

const app = 'http://localhost:7'
const sleep = vi.fn(async () => undefined)

function network() {
  const made = createPageNetwork(sleep)
  const seen: Request[] = []
  made.serve('http://localhost:1/', async (request) => {
    seen.push(request)
    return Response.json({ body: await request.text() })
  })
  made.serve('http://localhost:1/wallet', () => Response.json('the wallet'), 'near')
  return { ...made, seen }
}

test('a server sees who asks, as a browser would tell it; another server has no origin', async () => {
  const { fetchOf, serverFetch, seen } = network()
  const answer = await fetchOf(app)('http://localhost:1/orders', { method: 'POST', body: 'sold' })
  expect(await answer.json()).toEqual({ body: 'sold' })
  await serverFetch('http://localhost:1/hook', { headers: { 'x-signed': 'yes' } })
  expect(seen.map(({ method, headers }) => [method, headers.get('origin')])).toEqual([
    ['POST', app],
    ['GET', null],
  ])
  expect(seen[1]?.headers.get('x-signed')).toBe('yes')
})

test('what nobody serves is not there, and is not asked of anybody outside', async () => {
  const outside = vi.spyOn(globalThis, 'fetch')
  await expect(network().fetchOf(app)('https://example.com/')).rejects.toThrow(TypeError)
  expect(outside).not.toHaveBeenCalled()
  outside.mockRestore()
})

test('the speed is that of pages: servers and the wallet feel none of it', async () => {
  const { fetchOf, serverFetch, setSpeed, seen } = network()
  setSpeed('slow')
  await fetchOf(app)('http://localhost:1/orders')
  expect(sleep).toHaveBeenCalledExactlyOnceWith(560)
  setSpeed('offline')
  await expect(fetchOf(app)('http://localhost:1/orders')).rejects.toThrow(TypeError)
  expect(seen).toHaveLength(1)
  expect(await (await fetchOf(app)('http://localhost:1/wallet/rpc')).json()).toBe('the wallet')
  expect((await serverFetch('http://localhost:1/hook')).ok).toBe(true)
  expect(sleep).toHaveBeenCalledTimes(1)
})

test('an abort ends a wait, and a stream that is being read', async () => {
  const { fetchOf, serve } = network()
  serve('http://localhost:1/never', () => new Promise<Response>(() => undefined))
  const ended = new AbortController()
  const waits = fetchOf(app)('http://localhost:1/never', { signal: ended.signal })
  ended.abort(new Error('left'))
  await expect(waits).rejects.toThrow('left')

  const left = vi.fn()
  const body = () =>
    new ReadableStream({
      start: (to) => to.enqueue(new TextEncoder().encode('data: 1\n\n: still here\ndata: 2\n\nda')),
      cancel: left,
    })
  serve('http://localhost:1/events', () => new Response(body()))
  const reading = new AbortController()
  const heard: string[] = []
  const read = readEvents(fetchOf(app), 'http://localhost:1/events', reading.signal, (data) => {
    heard.push(data)
    if (data === '2') reading.abort()
  })
  await read
  expect(heard).toEqual(['1', '2'])
  await vi.waitFor(() => expect(left).toHaveBeenCalled())
})
