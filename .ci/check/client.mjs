// What React Server Components see of a package: from each entry, every module up to the first that says 'use client'. None of them may
// use what only a client has, and each of the package's modules must load where there is no window.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseSync } from 'rolldown/utils'
import { importsOf } from './graph.mjs'

/** Of React, what a server component cannot have: state, effects, context. */
const CLIENT_OF_REACT =
  /^(useState|useReducer|useEffect|useLayoutEffect|useInsertionEffect|useRef|useContext|useSyncExternalStore|useTransition|useDeferredValue|useOptimistic|useActionState|createContext|Component|PureComponent)$/

const isClient = (program) => program.body[0]?.directive === 'use client'

/** Names that a module takes from another package, whether the package has client parts only or is React. */
function clientNames(module) {
  return module.staticImports.flatMap(({ moduleRequest, entries }) => {
    const from = moduleRequest.value
    const names = entries.map(({ importName }) => importName.name ?? importName.kind)
    if (from === 'react')
      return names.filter((name) => CLIENT_OF_REACT.test(name) || name === 'NamespaceObject')
    if (from === 'react-dom') return names
    // Their hooks are client code; what else they export may run anywhere.
    return /^(wagmi|@tanstack\/react-query)$/.test(from)
      ? names.filter((name) => /^use[A-Z]|Provider$/.test(name))
      : []
  })
}

/** Problems of one module graph: `read` answers a file's text. */
export function serverGraphProblems(entries, read, resolve) {
  const problems = []
  const queue = entries.map((file) => ({ file, way: [file] }))
  const seen = new Set(entries)
  for (const { file, way } of queue) {
    const text = read(file)
    const { program, module } = parseSync(file, text, { lang: 'js' })
    if (isClient(program)) continue
    const names = clientNames(module)
    if (names.length > 0)
      problems.push(`${way.join(' → ')} uses ${names.join(', ')} and does not say 'use client'`)
    for (const { specifier } of importsOf(file, text)) {
      const next = specifier.startsWith('.') ? resolve(file, specifier) : undefined
      if (!next || seen.has(next)) continue
      seen.add(next)
      queue.push({ file: next, way: [...way, next] })
    }
  }
  return problems
}

/** Every entry of a package that has components, under the rules above. */
function entryProblems(folder, manifest) {
  const entries = Object.values(manifest.exports)
    .map((target) => target.default)
    .filter((file) => file?.endsWith('.js'))
  return serverGraphProblems(
    entries.map((file) => file.slice(2)),
    (file) => readFileSync(join(folder, file), 'utf8'),
    (file, specifier) => {
      const next = join(dirname(file), specifier)
      return existsSync(join(folder, next)) ? next : undefined
    },
  )
}

/** All modules of the package, also those that are loaded later. */
const modulesOf = (folder) =>
  readdirSync(join(folder, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath, entry.name))

/**
 * Problems as lines. The modules are loaded from the workspace's own `dist`, where what they depend on is installed.
 *
 * @param workspace - the package's folder in the repository
 */
export async function clientProblems(folder, manifest, workspace, run) {
  const problems = entryProblems(folder, manifest)
  const files = modulesOf(workspace).map((file) => pathToFileURL(file).href)
  const script = `
    for (const file of ${JSON.stringify(files)})
      await import(file).catch((error) => console.log(file + ': ' + error.message))
  `
  const { stdout, stderr, code } = await run(
    process.execPath,
    ['--input-type=module', '-e', script],
    workspace,
  )
  const lines = stdout.split('\n').filter(Boolean)
  if (code !== 0) lines.push(stderr)
  return [
    ...problems,
    ...lines.map((line) => `needs a window to load: ${relative(workspace, line.replace(/^file:\/\//, ''))}`),
  ]
}
