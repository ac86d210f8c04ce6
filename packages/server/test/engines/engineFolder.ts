import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface EngineFolder {
  path: string
  /** Who owns it; `null`: this process's user. */
  user: { uid: number; gid: number } | null
  remove: () => void
}

/** A folder for one engine. PostgreSQL refuses to run as root, so root gives it to a user with fewer rights. */
export function engineFolder(name: string): EngineFolder {
  const path = mkdtempSync(join(tmpdir(), `offrampkit-${name}-`))
  const user = process.getuid?.() === 0 ? unprivileged() : null
  if (user) chownSync(path, user.uid, user.gid)
  return { path, user, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** The user that Debian's package brings, or nobody. */
function unprivileged(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
  const found = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? /^nobody:[^:]*:(\d+):(\d+):/m.exec(users)
  if (!found) throw new Error('PostgreSQL refuses to run as root, and this machine has no other user for it.')
  return { uid: Number(found[1]), gid: Number(found[2]) }
}

/** What the unit tests' configuration found. */
export function enginePath(setting: 'POSTGRES_BIN' | 'REDIS_SERVER'): string {
  const path = process.env[setting]
  if (path) return path
  throw new Error(`${setting} is not set: npm run test:unit brings the engines that this test needs.`)
}
