import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startPostgres } from './engines/postgres.ts'
import { startRedis } from './engines/redis.ts'
import { alice, newId, origin, wish } from './harness.ts'

let engines: [Awaited<ReturnType<typeof startPostgres>>, Awaited<ReturnType<typeof startRedis>>]
beforeAll(async () => {
  engines = await Promise.all([startPostgres(), startRedis()])
}, 60_000)
afterAll(() => Promise.all(engines.map((engine) => engine.stop())))

it('a process with a stream open, over PostgreSQL and Redis, ends by itself after SIGTERM', async () => {
  const [postgres, redis] = engines
  const server = spawn(
    process.execPath,
    [
      '--conditions=offrampkit-source',
      '--no-warnings',
      fileURLToPath(new URL('worker/stoppingServer.ts', import.meta.url)),
    ],
    {
      env: { PATH: process.env.PATH, ORDERS: postgres.url, REDIS: redis.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = once(server, 'close')
  try {
    let said = ''
    server.stdout.on('data', (chunk) => {
      said += chunk
    })
    await vi.waitFor(() => expect(said).toMatch(/^\d+\n/), 30_000)
    const base = `http://127.0.0.1:${said.trim()}/api/offramp`
    const headers = { origin, 'content-type': 'application/json', 'offrampkit-version': '1' }
    const body = JSON.stringify({
      ...{ requestId: newId(), provider: 'fake', request: wish },
      sender: alice.addresses[0],
    })
    const made = await fetch(`${base}/orders`, { method: 'POST', headers, body })
    const { orderId } = (await made.json()) as { orderId: string }
    const stream = await fetch(`${base}/orders/${orderId}/events`, { headers })
    const reader = stream.body?.getReader()
    await reader?.read()
    server.kill('SIGTERM')
    // Ends with its stream; a client that would go on listening does not hold it up.
    while (!(await reader?.read())?.done);
    expect(await ended).toEqual([0, null])
    expect(said).toMatch(/closed\n$/)
  } finally {
    if (server.exitCode === null) server.kill('SIGKILL')
  }
}, 60_000)
