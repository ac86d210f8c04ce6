// A status read, by a signed-in owner whose page polls, against the least that could be written by hand.
import { join } from 'node:path'
import { startPostgres } from '../test/engines/postgres.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'
import { basePath, type StoreConfig } from './load/config.ts'
import { load, rawRequest } from './load/rawClient.ts'
import { alternate, type Compared, rowsOf } from './load/rounds.ts'
import { keepOffServerCore, type ServerProcess, startServer } from './load/serverProcess.ts'
import { userHeaders } from './load/user.ts'

export const name = 'status reads'

const rounds = 5
const roundMs = 2_000
const connections = 50

async function compare(store: StoreConfig): Promise<Compared> {
  const shared = { store, webhookKey: '', startedAt: Date.now() }
  const seed = { provider: 'coinbase', orders: 50 } as const
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

export async function measure() {
  keepOffServerCore()
  const folder = temporaryFolder()
  const postgres = await startPostgres()
  const inMemory = await compare({ kind: 'memory' })
  const onSqlite = await compare({ kind: 'sqlite', path: join(folder.path, 'reads.db') })
  const onPostgres = await compare({ kind: 'postgres', url: postgres.url, schema: 'reads' })
  await postgres.stop()
  folder.remove()
  return {
    rows: [
      ...rowsOf('memory', inMemory),
      ...rowsOf('SQLite', onSqlite),
      ...rowsOf('PostgreSQL', onPostgres),
    ],
    goals: [
      { goal: 'status reads on SQLite: at least 75 % of the baseline', holds: onSqlite.ratio.perSecond >= 0.75 },
      { goal: 'status reads on PostgreSQL: at least 75 %', holds: onPostgres.ratio.perSecond >= 0.75 },
    ],
  }
}
