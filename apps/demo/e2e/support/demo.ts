import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DemoSettings } from '../../src/settings.ts'

/** The demo as a newcomer has it: built page, real server, sandbox and two local chains, in a process of its own. */
export interface Demo {
  url: string
  settings: DemoSettings & { sandboxUrl: string }
  /** Moves the clock that the server and the sandbox share. */
  advance(ms: number): Promise<void>
  stop(): Promise<void>
}

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

/** Whatever is set here: no test speaks to a real provider. */
const withoutKeys = {
  CDP_API_KEY_ID: '',
  CDP_API_KEY_SECRET: '',
  PARTNA_API_KEY: '',
  PARTNA_MERCHANT: '',
  CAPA_API_KEY: '',
}

/** Starts a demo on free ports. It ends with its standard input, so it cannot outlive the test runner. */
export async function startDemo(args: readonly string[] = []): Promise<Demo> {
  const child = spawn(
    process.execPath,
    ['--conditions=offrampkit-source', main, '--built', '--port', '0', '--json', ...args],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...withoutKeys, NODE_OPTIONS: '' },
    },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  const line = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += String(chunk)
      if (text.includes('\n')) resolve(text)
    })
    child.once('exit', (code) =>
      reject(new Error(`The demo ended with code ${code}. ${errors.slice(-2000)}`)),
    )
  })
  const { url, settings } = JSON.parse(line) as Demo
  return {
    url,
    settings,
    async advance(ms) {
      const response = await fetch(`${url}/demo/clock`, {
        method: 'POST',
        body: JSON.stringify({ advanceMs: ms }),
      })
      if (!response.ok) throw new Error(`The clock did not move: ${response.status}`)
    },
    async stop() {
      child.stdin.end()
      await exited
    },
  }
}
