// Status reads by 1, 2 and 3 instances over one PostgreSQL, and who is busy: on a small machine all of them share its cores.
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { startPostgres } from '../test/engines/postgres.ts'
import { percentile } from '../test/quoteBench.ts'
import { basePath } from './load/config.ts'
import { load, rawRequest } from './load/rawClient.ts'
import { startServer } from './load/serverProcess.ts'
import { userHeaders } from './load/user.ts'

export const name = 'several instances over one PostgreSQL'
export const takes = '1 min'

const roundMs = 4_000

/** CPU seconds of all processes of PostgreSQL that run under this cluster's folder; 0 where there is no /proc. */
function databaseSeconds(port: number): number {
  let ticks = 0
  try {
    for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      const stat = readStat(pid)
      const isOurs = stat && (isServerOn(pid, port) || isServerOn(stat.parent, port))
      if (isOurs) ticks += stat.ticks
    }
  } catch {
    return 0
  }
  return ticks / 100
}

const isServerOn = (pid: string, port: number) =>
  read(`/proc/${pid}/cmdline`).includes(`port=${port}`) && read(`/proc/${pid}/comm`).startsWith('postgres')

/** Fields 4, 14 and 15 of proc(5). */
function readStat(pid: string): { parent: string; ticks: number } | null {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')
  return fields ? { parent: fields[1] ?? '', ticks: Number(fields[11]) + Number(fields[12]) } : null
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export async function measure() {
  const postgres = await startPostgres()
  const store = { kind: 'postgres', url: postgres.url, schema: 'scaling' } as const
  const shared = { app: 'kit', store, webhookKey: '', startedAt: Date.now(), says: 'paid' } as const
  const headers = await userHeaders()
  const servers = [await startServer({ ...shared, seed: { provider: 'coinbase', orders: 100 } }, null)]
  const ids = servers[0]?.orderIds ?? []
  const requests = ids.map((orderId) => rawRequest('GET', `${basePath}/orders/${orderId}`, headers))
  const rows: Record<string, unknown>[] = []
  for (let instances = 1; instances <= 3; instances++) {
    if (servers.length < instances) servers.push(await startServer(shared, null))
    const round = async (forMs: number) => {
      const one = async ({ port }: { port: number }) =>
        await load({
          ...{ port, connections: Math.ceil(48 / instances), forMs },
          request: (index) => requests[index % requests.length] ?? null,
        })
      return await Promise.all(servers.map(one))
    }
    await round(roundMs / 4)
    const cpuOf = async () => {
      const each = await Promise.all(servers.map((server) => server.cpuSeconds()))
      const { user, system } = process.cpuUsage()
      return {
        servers: each.reduce((sum, seconds) => sum + seconds, 0),
        database: databaseSeconds(postgres.port),
        load: (user + system) / 1_000_000,
      }
    }
    const before = await cpuOf()
    const results = await round(roundMs)
    const after = await cpuOf()
    const seconds = Math.max(...results.map((result) => result.seconds))
    const answered = results.reduce((sum, { good }) => sum + good.length, 0)
    const cores = (who: keyof typeof before) => Number(((after[who] - before[who]) / seconds).toFixed(2))
    rows.push({
      instances,
      'per second': Math.round(answered / seconds),
      'p99 ms': Math.round(
        percentile(
          results.flatMap(({ latencies }) => latencies),
          0.99,
        ),
      ),
      'cores: servers': cores('servers'),
      'cores: PostgreSQL': cores('database'),
      'cores: load': cores('load'),
      'cores of the machine': availableParallelism(),
    })
  }
  for (const server of servers) await server.kill()
  await postgres.stop()
  // A report: how it grows depends on the cores that are left, and is no promise.
  return { rows, goals: [] }
}
