import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The packages' folder. */
const packages = fileURLToPath(new URL('../../../../', import.meta.url))
/** The repository's. */
export const root = join(packages, '..')

/** What the figures were measured on. */
export interface Machine {
  cores: number
  cpu: string
  node: string
  /** The commit, with "changed" where files differ from it; `null` without git. */
  commit: string | null
}

export function describeMachine(): Machine {
  const cores = cpus()
  return {
    cores: cores.length,
    cpu: cores[0]?.model.trim() ?? 'unknown',
    node: process.version,
    commit: commitOf(),
  }
}

function commitOf(): string | null {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const changed = git('status', '--porcelain', '--', 'packages/core', 'packages/deposit') !== ''
    return git('rev-parse', 'HEAD') + (changed ? ', changed' : '')
  } catch {
    return null
  }
}

/** One word for the code that a schedule runs: everything in core and deposit but tests and the soak itself. */
export function codeWord(): string {
  const hash = createHash('sha256')
  for (const name of ['core', 'deposit'].map((one) => join(packages, one, 'src')))
    for (const file of filesOf(name)) hash.update(file.slice(packages.length)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/testing/soak/'))
    .sort()
}
