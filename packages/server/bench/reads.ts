// A status read, by a signed-in owner whose page polls, against the least that could be written by hand.
import { join } from 'node:path'
import { startPostgres } from '../test/engines/postgres.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'
import { basePath, type StoreConfig } from './load/config.ts'
import { load, rawRequest } from './load/rawClient.ts'
import { alternate, type Compared, goalsOf, rowsOf } from './load/rounds.ts'
import { keepOffServerCore, type ServerProcess, startServer } from './load/serverProcess.ts'
import { userHeaders } from './load/user.ts'

export const name = 'status reads'
export const takes = '2 min'

const rounds = 5
const roundMs = 2_000
const connections = 50

/** @param says - an order that was paid has no more news; one that is waited for is asked about, at most once a second. */
async function compare(store: StoreConfig, says: 'waiting' | 'paid'): Promise<Compared> {
  const shared = { store, webhookKey: '', startedAt: Date.now(), says }
  const seed = { provider: 'coinbase', orders: 100 } as const
  const kit = await startServer({ app: 'kit', ...shared, seed })
  const hono = await startServer({ app: 'hono', ...shared, ...(store.kind === 'memory' ? { seed } : {}) })
  const headers = await userHeaders()
  const requestsOf = (ids: readonly string[]) =>
    ids.map((orderId) => rawRequest('GET', `${basePath}/orders/${orderId}`, headers))
  const round = async (server: ServerProcess, ids: readonly string[]) => {
    const requests = requestsOf(ids)
    const before = await server.cpuSeconds()
    const result = await load({
      ...{ port: server.port, connections, forMs: roundMs },
      request: (index) => requests[index % requests.length] ?? null,
    })
    return { ...result, serverCpuSeconds: (await server.cpuSeconds()) - before }
  }
  try {
    return await alternate(
      rounds,
      () => round(kit, kit.orderIds),
      () => round(hono, store.kind === 'memory' ? hono.orderIds : kit.orderIds),
    )
  } finally {
    await kit.kill()
    await hono.kill()
  }
}

export async function measure(say: (progress: string) => void) {
  keepOffServerCore()
  const folder = temporaryFolder()
  const postgres = await startPostgres()
  const database = (schema: string): StoreConfig => ({ kind: 'postgres', url: postgres.url, schema })
  const file = (name: string): StoreConfig => ({ kind: 'sqlite', path: join(folder.path, name) })
  say('SQLite, paid')
  const onSqlite = await compare(file('paid.db'), 'paid')
  say('PostgreSQL, paid')
  const onPostgres = await compare(database('paid'), 'paid')
  say('memory, paid')
  const inMemory = await compare({ kind: 'memory' }, 'paid')
  say('SQLite, waited for')
  const waitedFor = await compare(file('waiting.db'), 'waiting')
  await postgres.stop()
  folder.remove()
  const percent = (share: number) => `${Math.round(share * 100)} %`
  return {
    rows: [
      ...rowsOf('paid, SQLite', onSqlite),
      ...rowsOf('paid, PostgreSQL', onPostgres),
      ...rowsOf('paid, memory', inMemory),
      ...rowsOf('waited for, SQLite', waitedFor),
    ],
    goals: [
      ...goalsOf('status reads of a paid order, SQLite', onSqlite),
      ...goalsOf('status reads of a paid order, PostgreSQL', onPostgres),
    ],
    // The baseline never asks the provider, which these do.
    figures: [
      `status reads of an order that is waited for, SQLite: ${percent(waitedFor.ratio.perSecond)} of the baseline a second, p99 ${percent(waitedFor.ratio.p99)}`,
    ],
  }
}
