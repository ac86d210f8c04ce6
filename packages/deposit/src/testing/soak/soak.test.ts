import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { SoakPlan } from './plan.ts'
import { type SoakOptions, soak } from './soak.ts'
import { nameOf, readState, writeState } from './stateFile.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

function planOf(changes: Partial<SoakPlan> = {}): SoakPlan {
  const folder = mkdtempSync(join(tmpdir(), 'offrampkit-soak-'))
  folders.push(folder)
  return { simulated: 16, anvil: 0, seed: 100, workers: 1, mutant: null, fresh: false, folder, ...changes }
}

/** Runs it, and stops it at once when `stopAt` lines were shown. */
async function run(plan: SoakPlan, more: Partial<SoakOptions> & { stopAt?: number } = {}) {
  const { stopAt, ...options } = more
  const stop = new AbortController()
  const lines: string[] = []
  const screen = {
    write(text: string) {
      lines.push(text)
      if (lines.length === stopAt) stop.abort()
    },
  }
  const summary = await soak({ plan, screen, signal: stop.signal, ...options })
  return { summary, lines }
}

const countsOf = (plan: SoakPlan) => ({ ...readState(plan)?.tally.simulated, busyMs: 0, cpuMs: 0 })

test('goes on where it was stopped, and comes to the same as one that was not', async () => {
  const plan = planOf()
  const first = await run(plan, { stopAt: 1 })
  expect(first.summary).toBeNull()
  expect(first.lines).toEqual([
    expect.stringContaining('soak: 2 of 16'),
    expect.stringContaining('stopped after 2 of 16'),
  ])
  expect(readState(plan)).toMatchObject({ done: { simulated: [[100, 102]] }, finished: false })

  const second = await run(plan)
  expect(second.lines[0]).toBe('soak: goes on after 2 of 16\n')
  expect(second.summary?.all.schedules).toBe(16)
  expect(readState(plan)).toMatchObject({ done: { simulated: [[100, 116]] }, finished: true })

  const atOnce = planOf({ workers: 2 })
  await run(atOnce)
  expect(countsOf(plan)).toEqual(countsOf(atOnce))
  expect(countsOf(plan).prompts).toBeGreaterThan(0)
})

/** A thread that runs nothing, but answers as the real one does; at one seed it does something else. */
const threadWith = (fault: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort, workerData } from 'node:worker_threads'
      const tallyOf = (schedules) => ({ schedules, prompts: schedules, sends: 0, unsent: schedules, steps: 0,
        violations: {}, faults: {}, refusals: {}, unsure: {}, unresolved: 0, busyMs: schedules, cpuMs: schedules })
      parentPort.on('message', (message) => {
        if (message === 'stop') return parentPort.close()
        const [from, to] = message.range
        for (let seed = from; seed < to; seed += 1) {
          workerData.beat[0] = seed
          workerData.beat[1] = Date.now()
          if (seed === 105) { ${fault} }
        }
        workerData.beat[1] = 0
        parentPort.postMessage({ chunk: message, tally: tallyOf(to - from), failures: [] })
      })`)}`,
  )

test('begins again when told to, after its end, and when the code is another', async () => {
  const plan = planOf({ simulated: 8 })
  const script = threadWith('')
  const stopped = async () => {
    await run({ ...plan, fresh: true }, { script, stopAt: 1 })
    expect(readState(plan)?.tally.simulated.schedules).toBe(1)
  }
  await stopped()
  expect((await run({ ...plan, fresh: true }, { script })).lines[0]).toContain('soak: 1 of 8')
  expect((await run(plan, { script })).lines[0]).toContain('soak: 1 of 8')
  await stopped()
  writeState(plan, { ...readState(plan)!, code: 'another' })
  expect((await run(plan, { script })).lines[0]).toContain('the code has changed since the last run')
  expect(readState(plan)?.tally.simulated.schedules).toBe(8)
})

test('other arguments are another soak', async () => {
  const plan = planOf({ simulated: 8 })
  const script = threadWith('')
  await run(plan, { script, stopAt: 1 })
  expect((await run({ ...plan, simulated: 9 }, { script })).lines[0]).not.toContain('goes on')
  expect(readdirSync(plan.folder)).toContain('seed-100-simulated-8-anvil-0.json')
})

test.each([
  ['never ends', 'for (;;);', 'endless'],
  ['takes its thread along', 'process.exit(3)', 'broken'],
  ['throws where nobody catches it', 'throw new Error("lost")', 'broken'],
])('a schedule that %s is a failure, and all others are run', async (_, fault, kind) => {
  const plan = planOf({ simulated: 32, workers: 2 })
  const patienceMs = { simulated: 300, anvil: 300 }
  const { summary } = await run(plan, { script: threadWith(fault), patienceMs })
  expect(summary).toMatchObject({ passed: false, failures: [{ seed: 105, kind }] })
  expect(summary?.all).toMatchObject({ schedules: 32, prompts: 31, otherViolations: { [kind]: 1 } })
  expect(summary?.closing).toMatch(/^32 schedules, 0 double sends, .*, 1 other violations; /)
  expect(readState(plan)?.done.simulated).toEqual([[100, 132]])
})

test('threads that cannot even begin end it with the reason', async () => {
  const script = new URL('data:text/javascript,throw new Error("no such thing")')
  await expect(run(planOf(), { script })).rejects.toThrow('no such thing')
})

test('the summary is there for machines and for people', async () => {
  const plan = planOf({ simulated: 8 })
  const { summary } = await run(plan)
  expect(JSON.parse(readFileSync(`${nameOf(plan)}.summary.json`, 'utf8'))).toEqual(summary)
  const text = readFileSync(`${nameOf(plan)}.md`, 'utf8')
  expect(text).toContain(`\n${summary?.closing}\n`)
  expect(text).toMatch(/\| schedules \| 8 \| 8 \| 0 \|/)
  expect(text).toContain(process.version)
})
