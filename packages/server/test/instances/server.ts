// A server process as an app would run it, over the shared database and Redis. It says its port and serves until it is killed.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createOfframpHandler } from '../../src/handler.ts'
import { toNodeListener } from '../../src/node/listener.ts'
import { redisShared } from '../../src/shared/redis/redisShared.ts'
import { postgresStore } from '../../src/stores/postgres/store.ts'
import { origin, registry } from '../harness.ts'
import { bankProvider } from './bankProvider.ts'
import { holderOf } from './books.ts'
import { mutants } from './mutants.ts'

/** How a process is set up: its only argument, as JSON. */
export interface ServerSettings {
  instance: number
  connectionString: string
  schema: string
  redisUrl: string
  bankUrl: string
  /** Of everybody who may sign in, the account. */
  address: string
  /** How wrong its clock is, in ms. */
  clockOffMs: number
  /** A name of {@link mutants}. */
  mutant: string | null
}

const settings = JSON.parse(process.argv[2] ?? '') as ServerSettings
const { instance, connectionString, schema, redisUrl } = settings
const whole = postgresStore({ connectionString, schema, maxConnections: 8 })
const mine = (holder: string) => holderOf(instance, holder)
const store = {
  ...whole,
  claim: (name: string, holder: string, ms: number) => whole.claim(name, mine(holder), ms),
  dropClaim: (name: string, holder: string) => whole.dropClaim(name, mine(holder)),
}
const mutant = (settings.mutant && mutants[settings.mutant]) || {}
const real = createOfframpHandler({
  store: mutant.store?.(store) ?? store,
  ...(mutant.alone ? {} : { shared: redisShared({ url: redisUrl }) }),
  providers: [bankProvider(settings.bankUrl, instance)],
  registry,
  authenticate(request) {
    const userId = request.headers.get('x-user')
    return userId ? { userId, addresses: [settings.address] } : null
  },
  clientIp: () => '203.0.113.7',
  returnUrl: 'https://app.example/cash-out',
  allowedOrigins: [origin],
  // Few users, who sell without end.
  userLimits: { orders: Number.POSITIVE_INFINITY, sessions: Number.POSITIVE_INFINITY },
  userReadsPerSecond: { bank: 1_000 },
  now: () => Date.now() + settings.clockOffMs,
})
const handler = mutant.handler?.(real) ?? real

const reconcile = () =>
  void real
    .reconcile()
    .catch(() => undefined)
    // Its own pace: as `startReconciling`, and more often.
    .finally(() => setTimeout(reconcile, 250))
reconcile()
const server = createServer(toNodeListener((request, platform) => handler(request, platform)))
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
// Whoever started it is gone.
process.stdin.on('end', () => process.exit()).resume()
