// Runs every packages/server/bench/*.ts and says which of its goals hold.
//   node --conditions=offrampkit-source .ci/bench-server.mjs [part of a file name …]
// A file exports `name` and `measure: () => Promise<{ rows, goals: { goal, holds }[], figures? }>`; rows are printed as a table, and
// figures, which no goal is set for, as they are.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = process.argv.slice(2)
const files = globSync('packages/server/bench/*.ts', { cwd: root })
  .sort()
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
const all = []
for (const file of files) {
  const { name, measure } = await import(pathToFileURL(join(root, file)).href)
  console.log(`\n${name} (${file})`)
  const { rows, goals, figures = [] } = await measure()
  console.table(rows)
  for (const { goal, holds } of goals) console.log(`  ${holds ? 'holds' : 'MISSED'}  ${goal}`)
  for (const figure of figures) console.log(`  figure  ${figure}`)
  all.push(...goals)
}
const missed = all.filter(({ holds }) => !holds)
console.log(
  `\ngoals: ${all.length - missed.length} of ${all.length} hold${missed.length > 0 ? `; missed: ${missed.map(({ goal }) => goal).join('; ')}` : ''}`,
)
process.exitCode = missed.length > 0 ? 1 : 0
