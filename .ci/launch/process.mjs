import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { say } from './say.mjs'

const STILL_RUNNING_MS = 15_000
// Several times what the longest step takes on a slow machine: one that hangs is ended and named, instead of running for ever.
const LONGEST_MS = 45 * 60_000

let current = null
let stopping = null

/** Passes a stop signal on to the step that is running, and to nothing else; a second one insists. */
export function stopOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!current) process.exit(128 + constants.signals[signal])
      // A terminal has already sent Ctrl-C to the step as well; sending it twice would cut its clean-up short.
      const fromTerminal = signal === 'SIGINT' && process.stdin.isTTY
      if (stopping) current.kill('SIGKILL')
      else if (!fromTerminal) current.kill(signal)
      stopping = signal
    })
  }
}

/**
 * Runs one command and answers its exit code (128 + n when signal n ended it).
 * With `quiet`, its output is held back and shown only when it fails. With `ends`, one that runs for longer than any can is killed.
 */
export function runStep([command, ...args], { cwd, env, quiet = false, ends = false }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // npm, pnpm and the linked tools are .cmd files there, which only a shell can start.
      shell: process.platform === 'win32',
    })
    current = child
    const held = []
    const patience =
      quiet && setInterval(() => say(`still running: ${command} ${args[0] ?? ''}`), STILL_RUNNING_MS)
    const limit =
      ends &&
      setTimeout(() => {
        say(`${command} ${args.join(' ')} did not end in ${LONGEST_MS / 60_000} minutes, and is ended`)
        child.kill('SIGKILL')
      }, LONGEST_MS)
    child.stdout?.on('data', (chunk) => held.push(chunk))
    child.stderr?.on('data', (chunk) => held.push(chunk))
    const end = (code) => {
      current = null
      clearInterval(patience)
      clearTimeout(limit)
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(held))
      resolve(code)
    }
    child.on('error', (error) => {
      say(`could not start ${command}: ${error.message}`)
      end(127)
    })
    child.on('close', (code, signal) => {
      const ended = signal ?? stopping
      end(ended ? 128 + constants.signals[ended] : (code ?? 1))
    })
  })
}
