import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Target } from './proxy.ts'
import type { ServerSettings } from './server.ts'

const program = fileURLToPath(new URL('server.ts', import.meta.url))

/** One of the servers: a process that is killed and started again. */
export interface Instance {
  readonly target: Target
  /** Without a word, as the machine's power would; it comes back by itself. */
  kill(): void
  stop(): Promise<void>
}

/** @param onKilled - each time before it is started again */
export async function startInstance(
  settings: ServerSettings,
  onKilled: () => Promise<void>,
): Promise<Instance> {
  let child: ChildProcess
  let target: Target = null
  let stopped = false

  async function start(): Promise<void> {
    child = spawn(process.execPath, ['--conditions=offrampkit-source', program, JSON.stringify(settings)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test' },
    })
    const { stdout } = child
    if (!stdout) throw new Error('The server has no output.')
    const lines = createInterface({ input: stdout })
    const exited = once(child, 'exit')
    const [line] = await Promise.race([once(lines, 'line'), exited.then(() => [null])])
    if (line === null) {
      if (!stopped) throw new Error('A server did not start.')
      return
    }
    target = { instance: settings.instance, port: Number(line) }
    void exited.then(async () => {
      target = null
      if (stopped) return
      await onKilled()
      await start()
    })
  }

  await start()
  return {
    get target() {
      return target
    },
    kill() {
      if (!target) return
      target = null
      child.kill('SIGKILL')
    },
    async stop() {
      stopped = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}
