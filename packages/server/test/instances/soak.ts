// The test of three servers, as often and as large as one likes, and its own test: every mutant has to be found.
//   npm run soak:server -- [--rounds 20] [--seed 1] [--users 10] [--orders 6] [--kills 20] [--mutants]
import { parseArgs } from 'node:util'
import { startPostgres } from '../engines/postgres.ts'
import { startRedis } from '../engines/redis.ts'
import { mutants } from './mutants.ts'
import { runInstances } from './run.ts'

const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
const { values } = parseArgs({
  options: {
    rounds: text('20'),
    seed: text('1'),
    users: text('10'),
    orders: text('6'),
    kills: text('20'),
    mutants: { type: 'boolean', default: false },
  },
})
const [rounds, seed, users, ordersEach, kills] = [
  values.rounds,
  values.seed,
  values.users,
  values.orders,
  values.kills,
].map(Number) as [number, number, number, number, number]
const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
let bad = 0

async function round(name: string, change: { seed: number; mutant?: string; crashEngines?: boolean }) {
  const began = performance.now()
  const run = runInstances({ postgres, redis, users, ordersEach, kills, ...change })
  const report = await run.catch((error: Error) => ({ faults: [error.message], kills: 0, evidence: null }))
  const { faults } = report
  const orders = report.evidence?.books.orders.length ?? 0
  const seconds = ((performance.now() - began) / 1_000).toFixed(0)
  console.log(`${name}: ${orders} orders, ${report.kills} kills, ${seconds} s, ${faults.length} faults`)
  for (const fault of faults.slice(0, 5)) console.log(`  ${fault}`)
  return faults.length
}

if (values.mutants)
  for (const mutant of Object.keys(mutants)) {
    let found = 0
    // What needs an unlucky moment gets a few.
    for (let tries = 0; tries < 4 && found === 0; tries++)
      found = await round(mutant, { seed: seed + tries, mutant })
    if (found === 0) bad++
  }
else
  for (let at = 0; at < rounds; at++)
    if ((await round(`seed ${seed + at}`, { seed: seed + at, crashEngines: at % 2 === 1 })) > 0) bad++

await Promise.all([postgres.stop(), redis.stop()])
console.log(values.mutants ? `${bad} mutants were not found` : `${bad} of ${rounds} rounds with faults`)
process.exitCode = bad > 0 ? 1 : 0
