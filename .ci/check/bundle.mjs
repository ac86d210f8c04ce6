// Reads the production bundles of the demo and of the Next.js example for strings that only code with secrets contains. A mark that no longer
// exists in that code would prove nothing, so each must be found there first. Other folders can be named as arguments.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const SERVER_CODE = [
  'packages/server/src/**/*.ts',
  'packages/providers/src/**/*.ts',
  'packages/providers/src/exports/refuse-browser.ts',
]
const MARKS = [
  'node:sqlite',
  'api.developer.coinbase.com',
  'production-api.capa.fi',
  'partner-api-key',
  'x-api-user',
  'BEGIN PRIVATE KEY',
  'x-hook0-signature',
  'was bundled for a browser',
]
const BUNDLES = process.argv.length > 2 ? process.argv.slice(2) : ['apps/demo/dist', 'apps/next/dist/static']

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
const read = (pattern) => globSync(pattern).map((file) => ({ file, text: readFileSync(file, 'utf8') }))
const server = SERVER_CODE.flatMap(read).filter(({ file }) => !/\.test\.ts$|fixtures/.test(file))

const problems = []
const bundle = BUNDLES.flatMap((folder) => {
  const found = existsSync(folder) ? read(`${folder}/**/*.{js,html,map}`) : []
  if (!found.some(({ file }) => file.endsWith('.js')))
    problems.push(`${folder} holds no JavaScript: build first`)
  return found
})
for (const mark of MARKS) {
  if (!server.some(({ text }) => text.includes(mark)))
    problems.push(`no server code contains "${mark}" any more`)
  for (const { file } of bundle.filter(({ text }) => text.includes(mark))) {
    problems.push(`${file} contains "${mark}": server code has reached the browser`)
  }
}
for (const problem of problems) console.error(problem)
console.log(`bundles: ${bundle.length} files, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0
