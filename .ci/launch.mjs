#!/usr/bin/env node
// Starts any task of this repository on a machine that has nothing but git, npm and Node 20 or newer:
// brings Node 24 and pnpm, installs dependencies, finds a browser and databases where a step needs them, runs the steps.
//   node .ci/launch.mjs <task> [arguments]
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findChromium } from './launch/chromium.mjs'
import { findDatabases } from './launch/databases.mjs'
import { ensureInstalled } from './launch/install.mjs'
import { runStep, stopOnSignals } from './launch/process.mjs'
import { Stop, say } from './launch/say.mjs'
import { ensureTools } from './launch/tools.mjs'
import { tasks } from './tasks.mjs'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

/** What every step sees: our tools first on PATH, and no tool that reports to its maker. */
function environment(toolsPath) {
  const separator = process.platform === 'win32' ? ';' : ':'
  const env = {
    ...process.env,
    PATH: [`${root}/node_modules/.bin`, ...toolsPath, process.env.PATH ?? ''].join(separator),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    STORYBOOK_DISABLE_TELEMETRY: '1',
    DO_NOT_TRACK: '1',
  }
  if (process.env.CI || !process.stdout.isTTY) env.NO_COLOR = '1'
  // A colour setting that npm passes on would contradict NO_COLOR and make each tool warn about it.
  if (env.NO_COLOR) delete env.FORCE_COLOR
  return env
}

/** The steps of a task in order, with the tasks it is made of put in place. */
function stepsOf(name) {
  const task = tasks[name]
  if (!task) throw new Stop(`There is no task "${name}". Tasks: ${Object.keys(tasks).join(', ')}.`)
  const parts = (task.parts ?? []).flatMap((part) => stepsOf(part).filter((step) => !step.alone))
  return [...parts, ...(task.steps ?? [])]
}

async function main([name = 'help', ...args]) {
  if (name === 'help') {
    for (const [task, { about }] of Object.entries(tasks)) console.log(`${task.padEnd(16)}${about}`)
    return 0
  }
  if (name === 'exec' && args.length === 0) throw new Stop('exec wants a command: exec pnpm install')
  const steps = name === 'exec' ? [{ run: args }] : stepsOf(name)
  const env = environment(await ensureTools({ root }))
  if (!tasks[name]?.bare) await ensureInstalled({ root, env })
  if (steps.some((step) => step.browser)) env.CHROMIUM_PATH = await findChromium({ env })
  if (steps.some((step) => step.databases)) Object.assign(env, await findDatabases({ env }))
  if (tasks[name]?.reports) rmSync(`${root}/test-results`, { recursive: true, force: true })

  const failed = []
  for (const [index, step] of steps.entries()) {
    // Arguments belong to a task of one step; for a longer one they would reach tools that do not know them.
    const extra = name !== 'exec' && (steps.length === 1 || step.takesArguments) ? args : []
    const argv = [...step.run, ...(env.NO_COLOR ? (step.plain ?? []) : []), ...extra]
    if (steps.length > 1) say(`${index + 1}/${steps.length} ${step.name}`)
    const ends = tasks[name]?.reports === true
    const code = await runStep(argv, { cwd: root, env: { ...env, ...step.env }, ends })
    if (code === 0) continue
    failed.push(step.name ?? argv[0])
    if (code >= 128 || !tasks[name]?.keepGoing) return code
  }
  if (steps.length > 1 && failed.length === 0) say(`all ${steps.length} steps passed`)
  if (failed.length > 0) say(`failed: ${failed.join(', ')}`)
  const closing = tasks[name]?.closing
  const code = closing ? await runStep(closing, { cwd: root, env }) : 0
  return failed.length > 0 ? 1 : code
}

stopOnSignals()
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Stop)) throw error
  say(error.message)
  process.exitCode = 1
}
