// Runs every packages/*/bench/*.ts and prints how its cases compare with the first one, the baseline.
//   node .ci/bench.mjs [part of a file name …]
// A bench file exports `name` and `cases`: `{ [case]: () => unknown | Promise<unknown> }`. Times depend on the
// machine, so what is printed and worth quoting is the ratio.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const ROUNDS = 7
const ROUND_MS = 100

/** Microseconds for one call, the median of several rounds. */
async function measure(run) {
  const rounds = []
  // One round more than counted: the first one warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    let calls = 0
    const start = performance.now()
    let now = start
    while (now - start < ROUND_MS) {
      const answer = run()
      if (answer instanceof Promise) await answer
      calls += 1
      now = performance.now()
    }
    if (round > 0) rounds.push(((now - start) * 1000) / calls)
  }
  return rounds.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]
}

const wanted = process.argv.slice(2)
const files = globSync('packages/*/bench/*.ts', { cwd: root })
  .sort()
  // Those of the server measure load, see bench-server.mjs.
  .filter((file) => !file.startsWith('packages/server/'))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
if (files.length === 0) console.log('no bench files match')
for (const file of files) {
  const { name, cases } = await import(pathToFileURL(join(root, file)).href)
  console.log(`\n${name} (${file})`)
  let baseline
  for (const [label, run] of Object.entries(cases)) {
    const microseconds = await measure(run)
    baseline ??= microseconds
    const ratio = `${(microseconds / baseline).toFixed(2)} ×`.padStart(9)
    console.log(`  ${label.padEnd(44)} ${ratio}   ${microseconds.toFixed(2).padStart(10)} µs a call`)
  }
}
