// A server over PostgreSQL and Redis that ends as the README says: ORDERS and REDIS say where they are.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createOfframpHandler } from '../../src/handler.ts'
import { toNodeListener } from '../../src/node/listener.ts'
import { startReconciling } from '../../src/schedule/startReconciling.ts'
import { redisShared } from '../../src/shared/redis/redisShared.ts'
import { postgresStore } from '../../src/stores/postgres/store.ts'
import { fakeProvider } from '../fakeProvider.ts'
import { alice, origin, registry } from '../harness.ts'

const { ORDERS = '', REDIS = '' } = process.env
const store = postgresStore({ connectionString: ORDERS, migrate: true })
const shared = redisShared({ url: REDIS })
const offramp = createOfframpHandler({
  ...{ store, shared, registry, providers: [fakeProvider().create] },
  authenticate: () => alice,
  clientIp: () => '203.0.113.7',
  returnUrl: 'https://app.example/cash-out',
  allowedOrigins: [origin],
})
const server = createServer(toNodeListener(offramp))
const reconciling = startReconciling(offramp)

process.once('SIGTERM', async () => {
  offramp.closeStreams()
  const closed = new Promise((resolve) => server.close(resolve))
  await Promise.all([closed, reconciling.stop()])
  await shared.close()
  await store.close()
  console.log('closed')
})

server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
