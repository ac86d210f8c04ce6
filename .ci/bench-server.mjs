// Runs every packages/server/bench/*.ts and says which of its goals hold.
//   node --conditions=offrampkit-source .ci/bench-server.mjs [part of a file name …]
// A file exports `name`, about how long it `takes`, and `measure: (say) => Promise<{ rows, goals: { goal, holds }[], figures? }>`:
// rows are printed as a table, figures (without a goal) as lines, and at once what is handed to `say`.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { useEveryCore } from '../packages/server/bench/load/serverProcess.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = process.argv.slice(2)
const files = globSync('packages/server/bench/*.ts', { cwd: root })
  .sort()
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
if (files.length === 0)
  throw new Error(`No file in packages/server/bench has ${wanted.join(' or ')} in its name.`)
const benches = []
for (const file of files) benches.push({ file, ...(await import(pathToFileURL(join(root, file)).href)) })
const minutes = benches.reduce((sum, { takes }) => sum + Number.parseInt(takes, 10), 0)
console.log(
  `${benches.length} benches, about ${minutes} min on two cores that are free; longer where others use them.`,
)
const all = []
for (const { file, name, takes, measure } of benches) {
  console.log(`\n${name} (${file}), about ${takes}`)
  const began = performance.now()
  const seconds = () => Math.round((performance.now() - began) / 1_000)
  const say = (progress) => console.log(`  ${seconds()} s: ${progress}`)
  // What says nothing by itself is at work, too.
  const beat = setInterval(() => say('at work'), 30_000)
  const {
    rows,
    goals,
    figures = [],
  } = await measure(say).finally(() => {
    clearInterval(beat)
    useEveryCore()
  })
  console.table(rows)
  console.log(`  took ${seconds()} s`)
  for (const { goal, holds } of goals) console.log(`  ${holds ? 'holds' : 'MISSED'}  ${goal}`)
  for (const figure of figures) console.log(`  figure  ${figure}`)
  all.push(...goals)
}
const missed = all.filter(({ holds }) => !holds)
console.log(
  `\ngoals: ${all.length - missed.length} of ${all.length} hold${missed.length > 0 ? `; missed: ${missed.map(({ goal }) => goal).join('; ')}` : ''}`,
)
process.exitCode = missed.length > 0 ? 1 : 0
