import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type EngineFolder, engineFolder, enginePath } from './engineFolder.ts'
import { startOnFreePort } from './freePort.ts'
import { type Supervised, supervise } from './supervised.ts'

/** A PostgreSQL of this test file's own. */
export interface TestPostgres {
  /** Of the database that every cluster has; `databaseUrl` names others. */
  url: string
  port: number
  /** Where its files are. */
  folder: string
  databaseUrl: (name: string) => string
  /** Ends it: `QUIT` as a crash would (the log is replayed at the next start), `INT` in good order. */
  halt(signal: 'QUIT' | 'INT'): Promise<void>
  /** It stands still, connections and all, until `thaw`. */
  freeze(): void
  thaw(): void
  /** Starts it again after `halt`, on the same port and data. */
  resume(): Promise<void>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

/**
 * A private cluster on a free port of 127.0.0.1, with its socket in its own folder: never the machine's. Durability is as in
 * production (`fsync` and `synchronous_commit` on, by default), so that tests of it mean something. Ends with this process,
 * however that ends.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = engineFolder('postgres')
  try {
    await makeCluster(folder)
    const { port, running } = await startOnFreePort((port) => run(folder, port))
    let current: Supervised = running
    const databaseUrl = (name: string) => `postgres://offrampkit@127.0.0.1:${port}/${name}`
    return {
      port,
      folder: folder.path,
      url: databaseUrl('postgres'),
      databaseUrl,
      halt: (signal) => current.halt(signal),
      freeze: () => current.freeze(),
      thaw: () => current.thaw(),
      async resume() {
        current = await run(folder, port)
      },
      async stop() {
        await current.stop()
        folder.remove()
      },
    }
  } catch (error) {
    folder.remove()
    throw error
  }
}

/** The files need not outlive a power cut of the machine, so making them does not wait for the disk. */
async function makeCluster({ path, user }: EngineFolder): Promise<void> {
  const options = ['--auth=trust', '--username=offrampkit', '--encoding=UTF8', '--locale=C', '--no-sync']
  const args = ['-D', join(path, 'data'), ...options]
  await promisify(execFile)(join(enginePath('POSTGRES_BIN'), 'initdb'), args, { cwd: path, ...(user ?? {}) })
}

function run({ path, user }: EngineFolder, port: number): Promise<Supervised> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: path,
    port,
    // Several tests at once, on a small machine.
    shared_buffers: '16MB',
    max_connections: 200,
  }
  return supervise({
    command: join(enginePath('POSTGRES_BIN'), 'postgres'),
    args: ['-D', join(path, 'data'), ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    folder: path,
    user,
    endsBy: 'QUIT',
    ready: /ready to accept connections/,
  })
}
