// Bundles what an app imports for one button with three bundlers, and holds the result to size-budgets.json. Reads the built packages, so run it through `npm run size`.
//   node .ci/size.mjs [--why]     --why lists what the chunks are made of
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { BUNDLERS } from './size/bundlers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const { external, entries, deposit } = JSON.parse(readFileSync(new URL('size-budgets.json', import.meta.url)))
const why = process.argv.includes('--why')

const gzip = (code) => gzipSync(code, { level: 9 }).length
const sum = (chunks) => chunks.reduce((total, chunk) => total + gzip(chunk.code), 0)
const isDeposit = (chunk) => chunk.modules.some(({ id }) => /packages\/deposit\//.test(id))

/** Files that load at once with the entry: it, and what it imports statically, however far. */
function initialChunks(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.name, chunk]))
  const initial = new Set(chunks.filter((chunk) => chunk.isEntry))
  for (const chunk of initial) {
    for (const name of chunk.imports) if (byName.has(name)) initial.add(byName.get(name))
  }
  return [...initial]
}

const SIZES = {
  initial: (chunks) => sum(initialChunks(chunks)),
  all: sum,
  deposit: (chunks) => Math.max(0, ...chunks.filter(isDeposit).map((chunk) => gzip(chunk.code))),
}

function explain(chunks) {
  const initial = new Set(initialChunks(chunks))
  for (const chunk of chunks) {
    console.log(`    ${initial.has(chunk) ? 'initial' : 'lazy   '} ${chunk.name} ${gzip(chunk.code)} gzip`)
    const heavy = chunk.modules.toSorted((a, b) => b.bytes - a.bytes).slice(0, 25)
    for (const { id, bytes } of heavy) console.log(`      ${String(bytes).padStart(7)} ${shorten(id)}`)
  }
}

const shorten = (id) => id.replace(/.*node_modules\//, '').replaceAll(`${root}/`, '')

const react = join(root, 'packages/react')
const alias = {
  '@offrampkit/react/button': join(react, 'dist/exports/button.js'),
  '@offrampkit/react': join(react, 'dist/exports/index.js'),
}
if (!Object.values(alias).every(existsSync))
  throw new Error('packages/react is not built: run `npm run size`')
const work = join(react, 'node_modules/.cache/size')
rmSync(work, { recursive: true, force: true })
mkdirSync(work, { recursive: true })

const failures = []
function judge(what, size, max, enforced) {
  const verdict = size <= max ? 'ok' : enforced ? 'OVER' : 'over, reported only'
  if (size > max && enforced) failures.push(what)
  return `${verdict} (${size} of ${max})`
}

for (const [index, { what, from, names, max, reportedOnly = [] }] of entries.entries()) {
  const file = join(work, `entry-${index}.js`)
  const list = names.join(', ')
  writeFileSync(file, `import { ${list} } from '${from}'\nglobalThis.used = [${list}]\n`)
  console.log(`\n${what}, from ${from}`)
  console.log('  min → gzip, bytes     before the click                 all  chunks')
  for (const [name, bundle] of Object.entries(BUNDLERS)) {
    const chunks = await bundle({ file, work, external, alias })
    const min = (some) => some.reduce((total, chunk) => total + chunk.code.length, 0)
    const initial = `${min(initialChunks(chunks))} → ${SIZES.initial(chunks)}`
    const all = `${min(chunks)} → ${SIZES.all(chunks)}`
    const verdict = judge(`${what}, ${name}`, SIZES.initial(chunks), max, !reportedOnly.includes(name))
    console.log(
      `  ${name.padEnd(20)}${initial.padStart(18)}${all.padStart(20)}${String(chunks.length).padStart(8)}   ${verdict}`,
    )
    if (index === 0)
      console.log(
        `  ${''.padEnd(20)}${deposit.what}: ${judge(deposit.what, SIZES.deposit(chunks), deposit.max, true)}`,
      )
    if (why) explain(chunks)
  }
}
for (const failure of failures) console.error(`over its budget: ${failure}`)
process.exitCode = failures.length > 0 ? 1 : 0
