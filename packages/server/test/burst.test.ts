import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type BurstOptions, burst } from '../bench/load/burst.ts'
import { startPostgres } from './engines/postgres.ts'
import { temporaryFolder } from './temporaryFolder.ts'

/** The same with 10,000 is in `npm run bench:server -- burst`. */
async function killedOnce(store: BurstOptions['store']) {
  const found = await burst({ store, orders: 100, kills: 1 })
  expect(found.lost).toBe(0)
  // Killed in the middle: some were answered, and not all.
  expect(found.answeredBeforeAKill).toBeGreaterThan(50)
  expect(found.answeredBeforeAKill).toBeLessThan(400)
  expect(found).toMatchObject({ outcomes: { applied: 400 }, ordersAppliedOnce: 100 })
}

it('SQLite keeps every webhook that was answered, although the server is killed, and each counts once', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder()
  await killedOnce({ kind: 'sqlite', path: join(folder.path, 'orders.db') })
  folder.remove()
})

it('so does PostgreSQL', { timeout: 60_000 }, async () => {
  const postgres = await startPostgres()
  await killedOnce({ kind: 'postgres', url: postgres.url, schema: 'burst' })
  await postgres.stop()
})
