import { createClient } from '@redis/client'
import { engineFolder, enginePath } from './engineFolder.ts'
import { startOnFreePort } from './freePort.ts'
import { type Supervised, supervise } from './supervised.ts'

/** A Redis of this test file's own. */
export interface TestRedis {
  url: string
  port: number
  /** Where its files are. */
  folder: string
  /** Ends it, as a crash would: what it held is gone, because it writes nothing to disk. */
  halt(): Promise<void>
  /** Says a command to it, as an operator would. */
  say(...command: string[]): Promise<unknown>
  /** It stands still, connections and all, until `thaw`. */
  freeze(): void
  thaw(): void
  /** Starts it again after `halt`, empty, on the same port. */
  resume(): Promise<void>
  stop(): Promise<void>
}

/** A private Redis (or Valkey) on a free port of 127.0.0.1, without persistence. Ends with this process, however that ends. */
export async function startRedis(): Promise<TestRedis> {
  const folder = engineFolder('redis')
  const start = (port: number) =>
    supervise({
      command: enginePath('REDIS_SERVER'),
      args: ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      folder: folder.path,
      user: folder.user,
      endsBy: 'KILL',
      ready: /Ready to accept connections/i,
    })
  try {
    const { port, running } = await startOnFreePort(start)
    let current: Supervised = running
    return {
      port,
      folder: folder.path,
      url: `redis://127.0.0.1:${port}`,
      halt: () => current.halt('KILL'),
      async say(...command) {
        const operator = createClient({ url: `redis://127.0.0.1:${port}` })
        await operator.connect()
        try {
          return await operator.sendCommand(command)
        } finally {
          operator.destroy()
        }
      },
      freeze: () => current.freeze(),
      thaw: () => current.thaw(),
      async resume() {
        current = await start(port)
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
