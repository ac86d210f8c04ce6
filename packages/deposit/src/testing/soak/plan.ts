import { parseArgs } from 'node:util'
import { type MutantName, mutants } from '../sim/mutants.ts'

/** What one soak does. */
export interface SoakPlan {
  /** How many schedules over the chain in memory, and over a real node. */
  simulated: number
  anvil: number
  /** The first seed of both. */
  seed: number
  /** Threads; each has its own node. */
  workers: number
  /** The protocol with one safety taken out: such a run has to fail. */
  mutant: MutantName | null
  /** Begins again, whatever was done before. */
  fresh: boolean
  /** Where the results are kept. */
  folder: string
}

/** The arguments make no sense. */
export class BadArguments extends Error {}

/** Seeds are numbers of 32 bits: beyond that schedules would repeat. */
const seeds = 2 ** 32

/**
 * Reads `--simulated N --anvil N --seed S --workers N --mutant NAME --folder PATH --fresh`.
 *
 * @throws BadArguments with a sentence that says what is wrong
 */
export function readPlan(argv: readonly string[], defaults: { workers: number; folder: string }): SoakPlan {
  const given = parse(argv)
  const simulated = count('simulated', given.simulated, 1_000_000)
  const anvil = count('anvil', given.anvil, 20_000)
  const seed = count('seed', given.seed, 0)
  const workers = count('workers', given.workers, defaults.workers)
  if (simulated + anvil === 0) throw new BadArguments('There is nothing to do: give --simulated or --anvil.')
  if (seed + Math.max(simulated, anvil) > seeds)
    throw new BadArguments(`Seeds end at ${seeds}: with --seed ${seed} there are not that many left.`)
  if (workers < 1 || workers > 64) throw new BadArguments('--workers must be between 1 and 64.')
  return {
    simulated,
    anvil,
    seed,
    workers,
    mutant: mutantOf(given.mutant),
    fresh: given.fresh === true,
    folder: given.folder ?? defaults.folder,
  }
}

/** The options with their defaults. */
export const help = ({ workers }: { workers: number }): string => `Many schedules, for hours if need be.

  pnpm soak [options]

  --simulated N    schedules over the chain in memory (1000000)
  --anvil N        schedules over a real node (20000)
  --seed S         the first seed of both (0)
  --workers N      threads, each with a node of its own (${workers}: one per processor)
  --mutant NAME    takes one safety out, so that the run has to fail:
                   ${Object.keys(mutants).join(', ')}
  --folder PATH    where the summary and what is done are kept (soak-results)
  --fresh          begins again, whatever was done before
  --help           this

It may be stopped at any time; the same command goes on where it was. Ends with 0 when nothing was violated, 1 when something
was, 2 for arguments that make no sense, 130 when it was interrupted.
`

function parse(argv: readonly string[]) {
  // Launchers put one before what they pass on.
  const args = argv[0] === '--' ? argv.slice(1) : [...argv]
  const text = { type: 'string' } as const
  const options = { simulated: text, anvil: text, seed: text, workers: text, mutant: text, folder: text }
  try {
    return parseArgs({ args, options: { ...options, fresh: { type: 'boolean' } } }).values
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.\s/)
    throw new BadArguments(
      `${sentence}. Known are --simulated N, --anvil N, --seed S, --workers N, --mutant NAME, --folder PATH and --fresh.`,
    )
  }
}

function count(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise
  if (/^\d{1,10}$/.test(value)) return Number(value)
  throw new BadArguments(`--${name} takes a whole number that is not negative, not "${value}".`)
}

function mutantOf(value: string | undefined): MutantName | null {
  if (value === undefined) return null
  const name = (Object.keys(mutants) as MutantName[]).find((one) => one === value)
  if (name) return name
  throw new BadArguments(`There is no mutant "${value}": there are ${Object.keys(mutants).join(', ')}.`)
}
