// Fails when an import crosses a border that rules.mjs draws, or closes a circle.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { filesOf } from './files.mjs'
import { buildGraph, cyclesIn, reachableFrom } from './graph.mjs'
import {
  BANNED,
  BROWSER_ENTRIES,
  LAYERS,
  NEVER,
  NOT_IN_BROWSERS,
  TEST_FILE,
  TESTING_FOLDER,
  TESTING_LAYERS,
} from './rules.mjs'

const packageOf = (file) => /^packages\/([^/]+)\//.exec(file)?.[1]

/** The folder of a provider that a file belongs to: `coinbase` of packages/providers/src/coinbase/wire.ts. */
const providerOf = (file) => {
  const name = /^packages\/providers\/src\/([^/]+)\//.exec(file)?.[1]
  return name === 'testing' || name === 'exports' ? undefined : name
}

function layerProblem({ from, to, specifier, kind }) {
  const here = packageOf(from)
  const there = packageOf(to)
  if (!here) return there && specifier.startsWith('.') ? 'import packages by their name' : undefined
  if (!there) return 'a package may not import from outside packages/'
  if (here === there) {
    const [provider, other] = [providerOf(from), providerOf(to)]
    return provider && other && provider !== other ? `${provider} may not know ${other}` : undefined
  }
  if (specifier.startsWith('.')) return 'import other packages by their name'
  if (NEVER[here]?.includes(there)) return `${here} may never import ${there}`
  if (TEST_FILE.test(from)) return undefined
  const allowed = LAYERS[here]?.[there]
  if (allowed === true) return undefined
  if (allowed === 'lazy') return kind === 'static' ? `${here} loads ${there} by import() only` : undefined
  const subpath = specifier.replace(/^@[^/]+\/[^/]+/, '.')
  if (TESTING_FOLDER.test(from) && TESTING_LAYERS[here]?.[there]?.includes(subpath)) return undefined
  return allowed?.includes(subpath) ? undefined : `${here} may not import ${subpath} of ${there}`
}

function bannedProblem({ from, external, kind }) {
  if (TEST_FILE.test(from) || kind === 'type') return undefined
  const [, reason] = BANNED[packageOf(from)]?.find(([name]) => name.test(external)) ?? []
  return TESTING_FOLDER.test(from) && external.startsWith('node:') ? undefined : reason
}

function browserProblems(edges, manifests) {
  const roots = Object.entries(BROWSER_ENTRIES).flatMap(([name, wanted]) =>
    Object.entries(manifests[`packages/${name}`]?.exports ?? {})
      .filter(([subpath, target]) => wanted.test(subpath) && target['offrampkit-source'])
      .filter(([subpath]) => subpath !== './testing')
      .map(([, target]) => `packages/${name}/${String(target['offrampkit-source']).slice(2)}`),
  )
  const seen = reachableFrom(roots, edges)
  return [...seen].flatMap(([target, edge]) => {
    const [, reason] = NOT_IN_BROWSERS.find(([name]) => name.test(target)) ?? []
    if (!reason || !edge) return []
    const way = []
    for (let step = edge; step; step = seen.get(step.from)) way.unshift(step.from)
    return [
      `${edge.from}:${edge.line} brings ${edge.specifier} into browsers (${way.join(' → ')}): ${reason}`,
    ]
  })
}

/** What only the tests of a package may start must not be behind an entry that others get. */
function publishedProblems(edges, manifests) {
  return Object.entries(TESTING_LAYERS).flatMap(([here, more]) => {
    const roots = Object.values(manifests[`packages/${here}`]?.exports ?? {})
      .filter((target) => target['offrampkit-source'])
      .map((target) => `packages/${here}/${String(target['offrampkit-source']).slice(2)}`)
    return [...reachableFrom(roots, edges)]
      .filter(([target, edge]) => edge && packageOf(edge.from) === here && more[packageOf(target)])
      .map(([, { from, line, specifier }]) => `${from}:${line} would publish ${here} with ${specifier}`)
  })
}

/** All violations as lines for people; empty when the layering holds. */
export function checkLayers(files, manifests) {
  const edges = buildGraph(files, manifests)
  const problems = []
  for (const edge of edges) {
    const where = `${edge.from}:${edge.line} imports ${edge.specifier}`
    const problem = edge.missing ? 'it does not exist' : edge.to ? layerProblem(edge) : bannedProblem(edge)
    if (problem) problems.push(`${where}: ${problem}`)
  }
  for (const cycle of cyclesIn(edges)) problems.push(`import cycle: ${[...cycle, cycle[0]].join(' → ')}`)
  return [...problems, ...browserProblems(edges, manifests), ...publishedProblems(edges, manifests)]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = filesOf()
  const files = new Map(
    all
      .filter((file) => /^(packages|apps)\/.*\.tsx?$/.test(file) && !/\.(d|config)\.ts$/.test(file))
      .map((file) => [file, readFileSync(file, 'utf8')]),
  )
  const manifests = Object.fromEntries(
    all
      .filter((file) => /^(packages|apps)\/[^/]+\/package\.json$/.test(file))
      .map((file) => [file.replace(/\/package\.json$/, ''), JSON.parse(readFileSync(file, 'utf8'))]),
  )
  const problems = checkLayers(files, manifests)
  for (const problem of problems) console.error(problem)
  console.log(`layers: ${files.size} files, ${problems.length} problems`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
