import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { root } from './machine.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const source = '--conditions=offrampkit-source'

let folder: string
const running = new Set<ChildProcess>()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offrampkit-soak-'))
})
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** Starts a soak; `ended` tells its exit code, or the signal that ended it. */
function start(line: string) {
  const child = spawn(process.execPath, [source, main, ...line.split(' '), '--folder', folder])
  running.add(child)
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve(code ?? signal)
    }),
  )
  return { child, said, ended }
}

test('a short one over both chains: one line on standard output, and 0', async () => {
  const { said, ended } = start('--simulated 12 --anvil 2 --seed 3 --workers 1')
  expect(await ended, said.stderr).toBe(0)
  expect(said.stdout).toMatch(
    /^14 schedules, 0 double sends, 0 wrong instructions, 0 false failures, 0 false successes; \d+(\.\d)? % ended unsent; median unknown→resolved (none|\d+(\.\d+)? s)\n$/,
  )
  const path = join(folder, 'seed-3-simulated-12-anvil-2.summary.json')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    passed: true,
    simulated: { schedules: 12 },
    anvil: { schedules: 2 },
    machine: { node: process.version },
  })
})

test('--help: the options, and 0', async () => {
  const { said, ended } = start('--help')
  expect(await ended).toBe(0)
  expect(said.stdout).toContain('--simulated N    schedules over the chain in memory (1000000)')
  expect(said.stderr).toBe('')
})

test.each(['--simulated many', '--mutant nothing', '--speed 9'])('%s: 2, and a sentence', async (line) => {
  const { said, ended } = start(line)
  expect(await ended).toBe(2)
  expect(said.stdout).toBe('')
  expect(said.stderr).toMatch(/^soak: .+\.\n$/)
})

test('after kill -9 it goes on, and an interruption is 130', async () => {
  const line = '--simulated 500000 --anvil 0 --workers 1'
  const state = join(folder, 'seed-0-simulated-500000-anvil-0.json')
  const killed = start(line)
  await vi.waitFor(() => expect(existsSync(state)).toBe(true), { timeout: 30_000, interval: 20 })
  killed.child.kill('SIGKILL')
  expect(await killed.ended).toBe('SIGKILL')
  const { schedules } = JSON.parse(readFileSync(state, 'utf8')).tally.simulated
  expect(schedules).toBeGreaterThan(0)

  const again = start(line)
  await vi.waitFor(() => expect(again.said.stderr).toContain(' a second'), { timeout: 30_000, interval: 20 })
  again.child.kill('SIGINT')
  expect(await again.ended).toBe(130)
  expect(again.said.stdout).toBe('')
  expect(again.said.stderr).toContain(`soak: goes on after ${schedules} of 500000\n`)
  expect(again.said.stderr).toMatch(/stopped after \d+ of 500000; the same command goes on from there\n$/)
  expect(JSON.parse(readFileSync(state, 'utf8')).tally.simulated.schedules).toBeGreaterThan(schedules)
})

test('without write-ahead: 1, and a command that shows it again', async () => {
  const { said, ended } = start('--simulated 60 --anvil 0 --mutant writeAhead')
  expect(await ended).toBe(1)
  expect(said.stdout).toMatch(/^60 schedules, .*\n$/)
  const [, seed, kind, command = ''] =
    /^seed (\d+): (\w+) at step \d+: .*\n {2}(node .*)$/m.exec(said.stderr) ?? []
  expect(command).toContain(`--seed ${seed} --mutant writeAhead`)
  const [, ...args] = command.split(' ')
  const replay = await new Promise<{ code: unknown; stdout: string }>((resolve) =>
    execFile(process.execPath, args, { cwd: root }, (error, stdout) =>
      resolve({ code: error?.code ?? 0, stdout }),
    ),
  )
  expect(replay.code).toBe(1)
  expect(replay.stdout).toContain(kind)
})
