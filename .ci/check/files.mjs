import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Every file that is or would be committed, as a path from the root; sets the working folder to the root. */
export function filesOf() {
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const out = execFileSync('git', list, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return [...new Set(out.split('\0'))].filter((file) => file && existsSync(file)).sort()
}
