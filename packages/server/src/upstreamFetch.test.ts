import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { upstreamFetch } from './upstreamFetch.ts'

const never = () => new AbortController().signal

it('follows no redirect: a key goes to one host alone', async () => {
  const asked: RequestInit[] = []
  const base: typeof fetch = async (_, init) => {
    asked.push(init ?? {})
    return new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } })
  }
  const call = upstreamFetch(base, never)('https://provider.example', { headers: { authorization: 'key' } })
  await expect(call).rejects.toMatchObject({ code: 'provider_unreadable' })
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ redirect: 'manual', credentials: 'omit' })
})

it('hands on every other answer as it is', async () => {
  for (const status of [200, 404, 429, 503]) {
    const headers = { 'content-type': 'application/json', 'retry-after': '7' }
    const base: typeof fetch = async () => new Response('body', { status, headers })
    const response = await upstreamFetch(base, never)('https://provider.example')
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toEqual(headers)
    expect(await response.text()).toBe('body')
  }
  const empty = async () => new Response(null, { status: 204 })
  expect((await upstreamFetch(empty, never)('https://provider.example')).body).toBeNull()
})

it('asks over TLS alone, but for a stand-in on this machine', async () => {
  const asked: unknown[] = []
  const call = upstreamFetch(async (input) => {
    asked.push(input)
    return new Response('')
  }, never)
  for (const url of ['http://provider.example', 'http://10.0.0.1', 'ftp://localhost', 'file:///etc/passwd'])
    await expect(call(url)).rejects.toMatchObject({ code: 'provider_unreadable' })
  expect(asked).toEqual([])
  for (const url of ['https://provider.example', 'http://127.0.0.1:8080', 'http://partna.localhost'])
    await call(url)
  expect(asked).toHaveLength(3)
})

it('cuts off an answer without end, and lets its connection go', async () => {
  let pulled = 0
  let cancelled = false
  const endless = new ReadableStream({
    pull(controller) {
      pulled++
      controller.enqueue(new Uint8Array(1024 * 1024))
    },
    cancel() {
      cancelled = true
    },
  })
  const response = await upstreamFetch(async () => new Response(endless), never)('https://provider.example')
  await expect(response.text()).rejects.toMatchObject({ code: 'provider_unreadable' })
  expect(pulled).toBeLessThan(15)
  await expect.poll(() => cancelled).toBe(true)
})

it('counts what is packed as what it unpacks to', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 1 })
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' })
    response.end(bomb)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    const response = await upstreamFetch(fetch, never)(`http://127.0.0.1:${port}`)
    await expect(response.arrayBuffer()).rejects.toMatchObject({ code: 'provider_unreadable' })
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

it('stops reading when its time is over', async () => {
  const limit = new AbortController()
  const base: typeof fetch = async (_, init) => {
    const silent = new ReadableStream({
      start(controller) {
        init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
      },
    })
    return new Response(silent)
  }
  const response = await upstreamFetch(base, () => limit.signal)('https://provider.example')
  const reading = response.text()
  limit.abort(new DOMException('Over.', 'TimeoutError'))
  await expect(reading).rejects.toMatchObject({ name: 'TimeoutError' })
})
