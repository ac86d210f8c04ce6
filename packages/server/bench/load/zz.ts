import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { basePath } from './config.ts'
import { load, rawRequest } from './rawClient.ts'
import { keepOffServerCore, startServer } from './serverProcess.ts'
import { userHeaders } from './user.ts'
keepOffServerCore()
rmSync('/tmp/h-bench/p.db', { force: true }); rmSync('/tmp/h-bench/p.db-wal', { force: true }); rmSync('/tmp/h-bench/p.db-shm', { force: true })
const store = { kind: 'sqlite', path: '/tmp/h-bench/p.db' } as const
const shared = { store, webhookKey: '', startedAt: Date.now() }
const kit = await startServer({ app: 'kit', ...shared, seed: { provider: 'coinbase', orders: 50 } })
const headers = await userHeaders()
const ids = kit.orderIds
for (const [n, s] of [['kit', kit], ['hono', await startServer({ app: 'hono', ...shared })]] as const) {
  const requests = ids.map((orderId) => rawRequest('GET', `${basePath}/orders/${orderId}`, headers))
  for (const ms of (process.env.LONG ? [1000, 8000] : [1000, 3000])) {
  const a = await s.cpuSeconds()
  const r = await load({ port: s.port, connections: 50, forMs: ms, request: (i) => requests[i % 50]! })
  const b = await s.cpuSeconds()
  console.log(n, Math.round(r.good.length / r.seconds), Math.round(1e6 * (b - a) / r.good.length), 'us', [...r.statuses])
  }
  await s.kill()
}
