// The real engines that the tests of the server's stores run against: each test file starts its own, in a folder of its own.
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fromDistribution, onPath } from './distribution.mjs'
import { Stop } from './say.mjs'

/** Debian keeps PostgreSQL's server off PATH, one folder a version; so does Homebrew. */
const POSTGRES_FOLDERS = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt']
const REDIS_FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/** The folder that holds `initdb` and `postgres`, or undefined; of several versions the newest. */
export function postgresFolder(env) {
  if (env.POSTGRES_BIN)
    return named(env, 'POSTGRES_BIN', join(env.POSTGRES_BIN, 'initdb')) && env.POSTGRES_BIN
  const initdb = onPath('initdb', env.PATH ?? '')
  if (initdb) return dirname(initdb)
  return POSTGRES_FOLDERS.filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((version) => join(folder, version, 'bin')))
    .filter((folder) => existsSync(join(folder, 'initdb')))
    .sort((a, b) => versionOf(a) - versionOf(b))
    .at(-1)
}

/** The path of `redis-server`, or of `valkey-server`, which speaks the same. */
export function redisServer(env) {
  if (env.REDIS_SERVER) return named(env, 'REDIS_SERVER', env.REDIS_SERVER)
  const names = ['redis-server', 'valkey-server']
  return (
    names.map((name) => onPath(name, env.PATH ?? '')).find(Boolean) ??
    REDIS_FOLDERS.flatMap((folder) => names.map((name) => join(folder, name))).find((file) =>
      existsSync(file),
    )
  )
}

/** Finds or brings both, and answers the settings that lead the tests to them. */
export async function findDatabases({ env }) {
  const mac = process.platform === 'darwin'
  const postgres = {
    name: 'PostgreSQL',
    need: "The tests of the server's stores need PostgreSQL",
    packages: ['postgresql'],
    elsewhere: mac ? 'brew install postgresql' : 'export POSTGRES_BIN=/path/to/postgresql/bin',
    find: () => postgresFolder(env),
  }
  const redis = {
    name: 'Redis',
    need: "The tests of the server's stores need Redis or Valkey",
    packages: ['redis-server'],
    elsewhere: mac ? 'brew install redis' : 'export REDIS_SERVER=/path/to/redis-server',
    find: () => redisServer(env),
  }
  return {
    POSTGRES_BIN: await fromDistribution(postgres, env),
    REDIS_SERVER: await fromDistribution(redis, env),
  }
}

function named(env, name, file) {
  if (existsSync(file)) return file
  throw new Stop(`${name} is ${env[name]}, and there is no ${file}.`)
}

function versionOf(folder) {
  return Number(/(\d+)\/bin$/.exec(folder)?.[1] ?? 0)
}
