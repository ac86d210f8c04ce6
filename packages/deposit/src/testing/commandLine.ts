import { type ParseArgsConfig, parseArgs } from 'node:util'

/** Arguments that make no sense: one sentence, and exit code 2. */
class BadArguments extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * Reads options, with `--help` beside them.
 *
 * @throws BadArguments for one that is not among them
 */
export function readOptions<const options extends Options>(argv: readonly string[], options: options) {
  // Launchers put one before what they pass on.
  const args = argv[0] === '--' ? argv.slice(1) : [...argv]
  try {
    return parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } } }).values
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.\s/)
    const known = Object.keys(options).map((name) => `--${name}`)
    throw new BadArguments(`${sentence}. Known are ${known.join(', ')} and --help.`)
  }
}

/** @throws BadArguments for anything but a whole number that is not below `least` */
export function wholeNumber(name: string, value: string | undefined, otherwise: number, least = 0): number {
  if (value === undefined) return otherwise
  if (/^\d{1,10}$/.test(value) && Number(value) >= least && Number(value) <= 2 ** 32) return Number(value)
  throw new BadArguments(`--${name} takes a whole number from ${least} to ${2 ** 32}, not "${value}".`)
}

/** @throws BadArguments for a name that is not among the known ones */
export function names<name extends string>(
  option: string,
  known: Readonly<Record<name, unknown>>,
  text = '',
): name[] {
  const given = text.split(',').filter((part) => part !== '')
  const strange = given.find((one) => !Object.hasOwn(known, one))
  if (strange !== undefined)
    throw new BadArguments(`--${option} knows no "${strange}": there are ${Object.keys(known).join(', ')}.`)
  return given as name[]
}

/** @throws BadArguments for more than one name: a mutant lacks one safety, so that it is clear which one was missed */
export function oneName<name extends string>(
  option: string,
  known: Readonly<Record<name, unknown>>,
  text?: string,
): name | undefined {
  const [first, second] = names(option, known, text)
  if (second !== undefined) throw new BadArguments(`--${option} takes one name, not "${text}".`)
  return first
}

/** Runs a command: what it returns is its exit code. `--help` is the caller's to look for. */
export async function runCommand(name: string, work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    if (!(error instanceof BadArguments)) throw error
    process.stderr.write(`${name}: ${error.message}\n`)
    process.exitCode = 2
  }
}
