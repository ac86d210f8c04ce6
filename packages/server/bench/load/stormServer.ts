// A server of its own process over PostgreSQL, whose provider answers at once. Says its port, and on each line of stdin how it is.
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { createOfframpHandler } from '../../src/handler.ts'
import { toNodeListener } from '../../src/node/listener.ts'
import { postgresStore } from '../../src/stores/postgres/store.ts'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { alice, origin, registry } from '../../test/harness.ts'

const store = postgresStore({ connectionString: process.argv[2], migrate: true })
const offramp = createOfframpHandler({
  store,
  registry,
  providers: [fakeProvider().create],
  authenticate: (request) => ({
    userId: request.headers.get('x-user') ?? 'alice',
    addresses: alice.addresses,
  }),
  clientIp: () => '203.0.113.7',
  returnUrl: 'https://app.example/cash-out',
  allowedOrigins: [origin],
  userLimits: { orders: Number.POSITIVE_INFINITY, sessions: Number.POSITIVE_INFINITY },
  userReadsPerSecond: { fake: 1_000 },
})
const server = createServer(toNodeListener(offramp))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' && address?.port })}\n`)
})
createInterface({ input: process.stdin }).on('line', () => {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  process.stdout.write(`${JSON.stringify({ rss, heapUsed, cpuMs: (user + system) / 1_000 })}\n`)
})
