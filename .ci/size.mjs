// Bundles an entry that imports only OfframpButton, as an app would, with three bundlers, and holds the result
// to size-budgets.json. Reads the built packages, so run it through `npm run size`.
//   node .ci/size.mjs [--why]     --why lists what the chunks are made of
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { BUNDLERS } from './size/bundlers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const { entry, external, budgets } = JSON.parse(readFileSync(new URL('size-budgets.json', import.meta.url)))
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
const built = join(react, 'dist/exports/index.js')
if (!existsSync(built)) throw new Error('packages/react is not built: run `npm run size`')
const work = join(react, 'node_modules/.cache/size')
rmSync(work, { recursive: true, force: true })
mkdirSync(work, { recursive: true })
const file = join(work, 'entry.js')
writeFileSync(file, `${entry}\nglobalThis.used = OfframpButton\n`)

let over = 0
console.log('min → gzip, bytes   before the click                   all   chunks')
const results = []
for (const [name, bundle] of Object.entries(BUNDLERS)) {
  const chunks = await bundle({ file, work, external, alias: { '@offrampkit/react': built } })
  const min = chunks.reduce((total, chunk) => total + chunk.code.length, 0)
  const initialMin = initialChunks(chunks).reduce((total, chunk) => total + chunk.code.length, 0)
  const cells = [
    `${initialMin} → ${SIZES.initial(chunks)}`,
    `${min} → ${SIZES.all(chunks)}`,
    `${chunks.length}`,
  ]
  console.log(`${name.padEnd(20)}${cells[0].padStart(16)}${cells[1].padStart(22)}${cells[2].padStart(6)}`)
  if (why) explain(chunks)
  results.push({ name, chunks })
}
for (const { what, chunks: kind, max, enforced } of budgets) {
  for (const { name, chunks } of results) {
    const size = SIZES[kind](chunks)
    if (size === 0) continue
    const verdict = size <= max ? 'ok' : enforced ? 'OVER' : 'over (reported only)'
    console.log(`${what}, ${name}: ${size} of ${max} bytes: ${verdict}`)
    if (size > max && enforced) over += 1
  }
}
process.exitCode = over > 0 ? 1 : 0
