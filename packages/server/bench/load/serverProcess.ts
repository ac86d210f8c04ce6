import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ServerConfig, ServerWord } from './config.ts'

/** A server in a process of its own, on a core of its own where the system can do that. */
export interface ServerProcess {
  port: number
  pid: number
  /** What it was told to seed. */
  orderIds: string[]
  /** CPU seconds that it has used, all threads. */
  cpuSeconds(): Promise<number>
  /** Resolves when everything that was answered has been worked on. */
  idle(): Promise<void>
  /** As a power cut would. */
  kill(): Promise<void>
}

const entry = fileURLToPath(new URL('./server.ts', import.meta.url))

/** Of util-linux. */
const pinner = 'taskset'

/** Servers get core 0, and the load and the databases the others: {@link keepOffServerCore}. */
const cores = availableParallelism()
const canPin = cores > 1 && spawnSync(pinner, ['--version']).status === 0

/** Moves this process, and what it starts from now on, off the core of the servers. */
export function keepOffServerCore(): boolean {
  if (canPin) spawnSync(pinner, ['-cp', `1-${cores - 1}`, `${process.pid}`])
  return canPin
}

/** Back on all of them: the next bench may want that, and processes inherit where their parent may run. */
export function useEveryCore(): void {
  if (canPin) spawnSync(pinner, ['-cp', `0-${cores - 1}`, `${process.pid}`])
}

/** @param core - where to pin it; `null`: wherever the system likes */
export async function startServer(config: ServerConfig, core: number | null = 0): Promise<ServerProcess> {
  const profile = process.env.BENCH_CPU_PROFILE
  const args = [
    '--conditions=offrampkit-source',
    ...(profile
      ? ['--cpu-prof', '--cpu-prof-dir', profile, '--cpu-prof-name', `${config.app}-${Date.now()}.cpuprofile`]
      : []),
    entry,
    JSON.stringify(config),
  ]
  const pin = canPin && core !== null ? [pinner, '-c', `${core}`] : []
  const [command = '', ...rest] = [...pin, process.execPath, ...args]
  const child = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const exited = once(child, 'exit')
  const hear = <word extends ServerWord['word']>(word: word) =>
    new Promise<Extract<ServerWord, { word: word }>>((resolve, reject) => {
      const onMessage = (said: ServerWord) => {
        if (said.word !== word) return
        done()
        resolve(said as Extract<ServerWord, { word: word }>)
      }
      const onExit = () => {
        done()
        reject(new Error(`The server of ${config.app} ended.`))
      }
      const done = () => {
        child.off('message', onMessage)
        child.off('exit', onExit)
      }
      child.on('message', onMessage)
      child.on('exit', onExit)
    })
  const ready = await hear('ready')
  return {
    port: ready.port,
    pid: child.pid ?? 0,
    orderIds: ready.orderIds,
    async cpuSeconds() {
      const heard = hear('cpu')
      child.send('cpu')
      return (await heard).seconds
    },
    async idle() {
      const heard = hear('idle')
      child.send('idle')
      await heard
    },
    async kill() {
      if (profile) child.send('end')
      else child.kill('SIGKILL')
      await exited
    },
  }
}
