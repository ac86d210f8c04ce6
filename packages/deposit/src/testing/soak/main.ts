import { availableParallelism, constants } from 'node:os'
import { join } from 'node:path'
import { root } from './machine.ts'
import { BadArguments, help, readPlan, type SoakPlan } from './plan.ts'
import { soak } from './soak.ts'

// Many schedules, for hours if need be:
//   pnpm soak --simulated 1000000 --anvil 20000 --seed 0
// It may be stopped at any time; the same command goes on where it was. The last line says what it came to, and so does
// the exit code: 0 nothing violated, 1 something was, 2 arguments that make no sense, 130 interrupted.

process.exitCode = await main(process.argv.slice(2))

async function main(argv: readonly string[]): Promise<number> {
  if (argv.some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(help({ workers: availableParallelism() }))
    return 0
  }
  let plan: SoakPlan
  try {
    plan = readPlan(argv, { workers: availableParallelism(), folder: join(root, 'soak-results') })
  } catch (error) {
    if (!(error instanceof BadArguments)) throw error
    process.stderr.write(`soak: ${error.message}\n`)
    return 2
  }
  const stop = new AbortController()
  let code = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      code = 128 + constants.signals[signal]
      stop.abort()
    })
  try {
    const summary = await soak({ plan, screen: process.stderr, signal: stop.signal })
    if (!summary) return code
    process.stdout.write(`${summary.closing}\n`)
    return summary.passed ? 0 : 1
  } catch (error) {
    process.stderr.write(`soak: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}
