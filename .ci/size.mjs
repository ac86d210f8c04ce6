// Bundles what an app imports for one button with three bundlers, and holds the result to size-budgets.json. Reads the built packages, so run it through `npm run size`.
//   node .ci/size.mjs [--why]     --why lists what the chunks are made of
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { BUNDLERS } from './size/bundlers.mjs'
import { writePages } from './size/page.mjs'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const { external, entries, styles, deposit, manual, dependencies, page } = JSON.parse(
  readFileSync(new URL('size-budgets.json', import.meta.url)),
)
const why = process.argv.includes('--why')

const gzip = (code) => gzipSync(code, { level: 9 }).length
const sum = (chunks) => chunks.reduce((total, chunk) => total + gzip(chunk.code), 0)
/** These chunks and what they import statically, however far: what loads with them at once. */
function closure(some, chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.name, chunk]))
  const all = new Set(some)
  for (const chunk of all) {
    for (const name of chunk.imports) if (byName.has(name)) all.add(byName.get(name))
  }
  return [...all]
}

const initialChunks = (chunks) =>
  closure(
    chunks.filter((chunk) => chunk.isEntry),
    chunks,
  )

const SIZES = { initial: (chunks) => sum(initialChunks(chunks)), all: sum }

const isDeposit = (chunk) => chunk.modules.some(({ id }) => /packages\/deposit\//.test(id))
const holding = (module, chunks) => {
  const found = chunks.filter((chunk) => chunk.modules.some(({ id }) => id.endsWith(`packages/${module}`)))
  if (found.length === 0) throw new Error(`no chunk holds ${module}`)
  return found
}

/** What each part adds to what was loaded before it: whole chunks, with everything they need, of those that count. */
function partsOf(list, chunks, before, counts) {
  const loaded = new Set(before)
  return list.map(({ what, module, max, reportedOnly = [] }) => {
    const added = closure(holding(module, chunks), chunks).filter(
      (chunk) => counts(chunk) && !loaded.has(chunk),
    )
    for (const chunk of added) loaded.add(chunk)
    return { what, size: sum(added), max, reportedOnly }
  })
}

const lazyParts = (chunks) => [
  ...partsOf(deposit, chunks, initialChunks(chunks), isDeposit),
  ...partsOf(manual, chunks, closure(holding('react/dist/flow/flow.js', chunks), chunks), () => true),
]

function explain(chunks) {
  const initial = new Set(initialChunks(chunks))
  for (const chunk of chunks) {
    console.log(`    ${initial.has(chunk) ? 'initial' : 'lazy   '} ${chunk.name} ${gzip(chunk.code)} gzip`)
    const heavy = chunk.modules.toSorted((a, b) => b.bytes - a.bytes).slice(0, 25)
    for (const { id, bytes } of heavy) console.log(`      ${String(bytes).padStart(7)} ${shorten(id)}`)
  }
}

/** Packages that are neither ours nor left to the app, in what loads at once and in what may load ever. */
function dependenciesOf(chunks) {
  const names = chunks.flatMap(({ modules }) =>
    modules
      .filter(({ bytes }) => bytes > 0)
      .map(({ id }) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1])
      .filter((name) => name && !/^(\.cache$|@offrampkit\/)/.test(name)),
  )
  return [...new Set(names)].sort()
}

const shorten = (id) => id.replace(/.*node_modules\//, '').replaceAll(`${root}/`, '')

const react = join(root, 'packages/react')
const alias = {
  '@offrampkit/react/dialog': join(react, 'dist/exports/dialog.js'),
  '@offrampkit/react/card': join(react, 'dist/exports/card.js'),
  '@offrampkit/react/history': join(react, 'dist/exports/history.js'),
  '@offrampkit/react/receipt': join(react, 'dist/exports/receipt.js'),
  '@offrampkit/react/parts': join(react, 'dist/exports/parts.js'),
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
    for (const part of index === 0 ? lazyParts(chunks) : []) {
      const verdict = judge(`${part.what}, ${name}`, part.size, part.max, !part.reportedOnly.includes(name))
      console.log(`  ${''.padEnd(20)}${part.what}: ${verdict}`)
    }
    if (why) explain(chunks)
    if (index > 0) continue
    // Of all that may load, but what a deposit by hand asks for: that is drawn and checked for no wallet of this page.
    const sale = new Set(
      closure([...initialChunks(chunks), ...holding('react/dist/flow/flow.js', chunks)], chunks),
    )
    const byHand = new Set(
      closure(
        manual.flatMap(({ module }) => holding(module, chunks)),
        chunks,
      ),
    )
    const names = dependenciesOf(chunks.filter((chunk) => sale.has(chunk) || !byHand.has(chunk)))
    const many = judge(`packages over the peers, ${name}`, names.length, dependencies.max, true)
    console.log(`  ${''.padEnd(20)}packages over the peers: ${names.join(', ') || 'none'}: ${many}`)
  }
}

console.log('\nwhat the button adds to a page whose wagmi only reads the account, nothing external, gzip')
const pages = writePages(work)
const [plain, withButton] = await Promise.all(
  [pages.plain, pages.withButton].map((file) => BUNDLERS.rolldown({ file, work, external: [], alias })),
)
const added = SIZES.initial(withButton) - SIZES.initial(plain)
console.log(
  `  the page ${SIZES.initial(plain)}, with the button ${SIZES.initial(withButton)}: ${judge('added to a page', added, page.max, true)}`,
)
console.log(
  `  what may load later: ${SIZES.all(plain) - SIZES.initial(plain)} before, ${SIZES.all(withButton) - SIZES.initial(withButton)} with it`,
)
console.log('\nstyle sheets, gzip')
for (const { file, max } of styles) {
  const size = gzip(readFileSync(join(react, 'dist', file)))
  console.log(`  ${file.padEnd(24)}${judge(file, size, max, true)}`)
}
for (const failure of failures) console.error(`over its budget: ${failure}`)
process.exitCode = failures.length > 0 ? 1 : 0
