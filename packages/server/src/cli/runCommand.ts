import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { failureLines } from './failureLines.ts'
import { type Terminal, WrongUsage } from './terminal.ts'
import { usage } from './usage.ts'

const commands = {
  reconcile: {
    options: ['module', 'once', 'every'],
    load: async () => (await import('./reconcileCommand.ts')).reconcileCommand,
  },
  migrate: {
    options: ['database-url', 'schema'],
    load: async () => (await import('./migrateCommand.ts')).migrateCommand,
  },
} as const

/** What was written behind the command's name. */
export type Given = ReturnType<typeof parse>['values']

/**
 * Runs one command.
 *
 * @returns the exit code: 0 done, 1 not (all) done, 2 not understood
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const { values, positionals } = parse(args)
    if (values.version) {
      terminal.say(readVersion())
      return 0
    }
    if (values.help) {
      terminal.say(usage)
      return 0
    }
    const [name, ...others] = positionals
    const command = Object.hasOwn(commands, name ?? '') ? commands[name as keyof typeof commands] : undefined
    if (!command) throw new WrongUsage('Name a command: reconcile or migrate.')
    const strange = Object.keys(values).find(
      (option) => !(command.options as readonly string[]).includes(option),
    )
    if (others.length > 0 || strange)
      throw new WrongUsage(`${name} takes no ${strange ? `--${strange}` : 'further words'}.`)
    const run = await command.load()
    return await run(values, terminal)
  } catch (error) {
    for (const line of failureLines(error)) terminal.complain(line)
    if (!(error instanceof WrongUsage)) return 1
    terminal.complain('See offrampkit-server --help.')
    return 2
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        module: { type: 'string' },
        once: { type: 'boolean' },
        every: { type: 'string' },
        'database-url': { type: 'string' },
        schema: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    })
  } catch {
    // What it says quotes what was written, which may be a database's URL.
    throw new WrongUsage('An option is not known, or is without its value.')
  }
}

/** The same place seen from the sources and from what is built of them. */
function readVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return String(manifest.version)
}
