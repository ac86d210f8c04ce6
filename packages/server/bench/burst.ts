// A burst of 10,000 webhooks, and a server that is killed (-9) four times while it comes.
import { join } from 'node:path'
import { startPostgres } from '../test/engines/postgres.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'
import { type Burst, type BurstOptions, burst } from './load/burst.ts'
import { keepOffServerCore } from './load/serverProcess.ts'

export const name = 'a burst of webhooks, and kill -9'
export const takes = '7 min'

const [orders, kills] = [2_500, 4]

export async function measure(say: (progress: string) => void) {
  keepOffServerCore()
  const folder = temporaryFolder()
  const postgres = await startPostgres()
  const stores: Record<string, BurstOptions['store']> = {
    SQLite: { kind: 'sqlite', path: join(folder.path, 'burst.db') },
    PostgreSQL: { kind: 'postgres', url: postgres.url, schema: 'burst' },
  }
  const rows: Record<string, unknown>[] = []
  const goals: { goal: string; holds: boolean }[] = []
  for (const [what, store] of Object.entries(stores)) {
    const { outcomes, ...found }: Burst = await burst({
      ...{ store, orders, kills },
      say: (progress) => say(`${what}: ${progress}`),
    })
    rows.push({ what, ...found, perSecond: Math.round(found.perSecond), outcomes: JSON.stringify(outcomes) })
    const isWhole = found.ordersAppliedOnce === orders && outcomes.applied === found.webhooks
    goals.push({
      goal: `${what}: of 10,000 webhooks none lost by ${kills} times kill -9`,
      holds: found.lost === 0,
    })
    goals.push({ goal: `${what}: each applied once in the end`, holds: isWhole })
  }
  await postgres.stop()
  folder.remove()
  return { rows, goals }
}
