import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
export const offrampModule = fileURLToPath(new URL('./offrampModule.ts', import.meta.url))

/** `offrampkit-server` as a process of its own, from the sources. */
export function startWorker(args: readonly string[], env: Record<string, string>, cwd?: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=offrampkit-source', '--no-warnings', main, ...args],
    { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'], ...(cwd ? { cwd } : {}) },
  )
  const said = { out: '', err: '' }
  child.stdout?.on('data', (chunk) => (said.out += chunk))
  child.stderr?.on('data', (chunk) => (said.err += chunk))
  const ended = once(child, 'close').then(([code, signal]) => ({ code: code ?? signal, ...said }))
  return { child, said, ended }
}
