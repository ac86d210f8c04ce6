import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../sandbox/main.ts', import.meta.url))

export interface RunningNext {
  url: string
  sandboxUrl: string
  stop(): Promise<void>
}

/** `next start` or `next dev` with its sandbox, on free ports. It ends with its standard input, so nothing outlives the tests. */
export async function startNext(mode: 'start' | 'dev'): Promise<RunningNext> {
  const child = spawn(process.execPath, ['--conditions=offrampkit-source', main, mode, '--port', '0'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk)))
    child.once('exit', (code) => reject(new Error(`Next ended with code ${code}. ${said.slice(-2000)}`)))
  })
  return {
    ...(JSON.parse(line) as Pick<RunningNext, 'url' | 'sandboxUrl'>),
    async stop() {
      child.stdin.end()
      await exited
    },
  }
}
