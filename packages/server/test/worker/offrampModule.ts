// The app's module as a worker loads it: ORDERS says where the orders are, PROVIDER where the provider is.
import { createOfframpHandler } from '../../src/handler.ts'
import { postgresStore } from '../../src/stores/postgres/store.ts'
import { sqliteStore } from '../../src/stores/sqlite.ts'
import { fakeProvider } from '../fakeProvider.ts'
import { origin, registry } from '../harness.ts'

const { ORDERS = '', SCHEMA, PROVIDER = '' } = process.env
const store = ORDERS.startsWith('postgres:')
  ? postgresStore({ connectionString: ORDERS, ...(SCHEMA ? { schema: SCHEMA } : {}) })
  : sqliteStore({ path: ORDERS })
const fake = fakeProvider()
fake.onRead = async (orderId) => {
  const response = await fetch(`${PROVIDER}/${orderId}`)
  fake.rows.set(orderId, await response.json())
}

export const offramp = createOfframpHandler({
  store,
  providers: [fake.create],
  registry,
  authenticate: () => null,
  clientIp: () => null,
  returnUrl: 'https://app.example/cash-out',
  allowedOrigins: [origin],
  readsPerSecond: { fake: 1_000 },
  onError: (error) => console.error(error.message),
})
