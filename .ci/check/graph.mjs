// Reads every import of the workspace's sources into one graph. TypeScript 7 has no compiler API to ask, so
// the parser is the one that rolldown brings.
import { posix } from 'node:path'
import { parseSync, Visitor } from 'rolldown/utils'

const SCOPE = '@offrampkit/'

/**
 * The imports of one file: `{ specifier, kind, line }`, where kind is `static`, `dynamic` or `type`
 * (a type import is gone after compiling).
 */
export function importsOf(file, text) {
  const { program, module, errors } = parseSync(file, text, { lang: file.endsWith('x') ? 'tsx' : 'ts' })
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0].message}`)
  const found = []
  const add = (specifier, kind, start) =>
    found.push({ specifier, kind, line: text.slice(0, start).split('\n').length })

  for (const { moduleRequest, entries, start } of module.staticImports) {
    const onlyTypes = entries.length > 0 && entries.every((entry) => entry.isType)
    add(moduleRequest.value, onlyTypes ? 'type' : 'static', start)
  }
  for (const { entries, start } of module.staticExports) {
    const [first] = entries.filter((entry) => entry.moduleRequest)
    if (first) add(first.moduleRequest.value, entries.every((e) => e.isType) ? 'type' : 'static', start)
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const literal = /^(['"`])([^'"`$]+)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))
    if (literal) add(literal[2], 'dynamic', start)
  }
  new Visitor({
    TSImportType: (node) => add(node.source?.value ?? node.argument?.literal?.value, 'type', node.start),
  }).visit(program)
  return found.filter((entry) => typeof entry.specifier === 'string')
}

/** The source file that one export of a package stands for, or undefined. */
function sourceOf(manifest, subpath) {
  let target = manifest.exports?.[subpath]
  while (target && typeof target === 'object') target = target['offrampkit-source'] ?? target.default
  return target
}

/**
 * @param files path (from the root, with slashes) → text, sources only
 * @param manifests package folder (`packages/core`) → parsed package.json
 * @returns one edge per import: `{ from, kind, line, specifier, to?, external?, missing? }`
 */
export function buildGraph(files, manifests) {
  const folderOf = new Map(Object.entries(manifests).map(([folder, { name }]) => [name, folder]))
  const edges = []
  for (const [from, text] of files) {
    for (const { specifier, kind, line } of importsOf(from, text)) {
      const edge = { from, kind, line, specifier }
      edges.push(edge)
      const path = specifier.replace(/\?.*$/, '')
      if (path.startsWith('.')) {
        edge.to = posix.join(posix.dirname(from), path)
        if (/\.tsx?$/.test(path) && !files.has(edge.to)) edge.missing = true
      } else if (path.startsWith(SCOPE)) {
        const [, name, subpath = ''] = /^(@[^/]+\/[^/]+)(\/.*)?$/.exec(path)
        const folder = folderOf.get(name)
        const target = folder && sourceOf(manifests[folder], `.${subpath}`)
        if (target) edge.to = posix.join(folder, target)
        else edge.missing = true
      } else edge.external = path
    }
  }
  return edges
}

/** Groups of files that import each other in a circle, dynamic imports aside. */
export function cyclesIn(edges) {
  const next = new Map()
  for (const { from, to, kind } of edges) {
    if (!to || kind === 'dynamic') continue
    if (!next.has(from)) next.set(from, new Set())
    next.get(from).add(to)
  }
  const cycles = []
  const state = new Map()
  const path = []
  const visit = (file) => {
    state.set(file, 'open')
    path.push(file)
    for (const target of next.get(file) ?? []) {
      if (state.get(target) === 'open') cycles.push(path.slice(path.indexOf(target)))
      else if (!state.has(target)) visit(target)
    }
    path.pop()
    state.set(file, 'done')
  }
  for (const file of next.keys()) if (!state.has(file)) visit(file)
  return cycles
}

/** Everything that the given files load when they run, with the first way there: file or `ext:name` → edge. */
export function reachableFrom(roots, edges) {
  const outgoing = Map.groupBy(
    edges.filter((edge) => edge.kind !== 'type'),
    (edge) => edge.from,
  )
  const seen = new Map(roots.map((root) => [root, null]))
  for (const file of seen.keys()) {
    for (const edge of outgoing.get(file) ?? []) {
      const target = edge.external ? `ext:${edge.external}` : edge.to
      if (target && !seen.has(target)) seen.set(target, edge)
    }
  }
  return seen
}
