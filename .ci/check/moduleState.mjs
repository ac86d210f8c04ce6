// One process of a server renders for many users at once. What a module keeps outlives a request, so every piece of state at the
// top level of what a server may render is found here, and stands below with the reason why no user can meet another one's in it.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'rolldown/utils'
import { filesOf } from './files.mjs'

/** Sources that render, or that a browser loads with what renders. */
const LOOKED_AT = /^packages\/(react|core|deposit)\/src\/.*\.tsx?$/
const NOT_SHIPPED = /\.(test|test-d|stories|bench)\.tsx?$|\/(test|testing|fixtures)\/|\.story\./

/** `file#name`: why it may be there. */
export const KEPT = {
  'packages/react/src/runtime/runtime.ts#runtimes':
    'keyed by the config, gone with it; what a runtime holds is of the app (backend, server time), and its watch is begun by effects',
  'packages/react/src/wallet/chainsPort.ts#ports':
    'keyed by the wagmi config, gone with it; reads chains, and knows no account',
  'packages/react/src/queries/statusPace.ts#paces':
    'keyed by a query of a query client, gone with it; how often it was answered',
  'packages/react/src/messages/messagesFor.ts#regional':
    'keyed by language and region: texts, the same for every reader; the grammar of a region bounds it',
  'packages/react/src/order/openOrder.ts#listeners': 'filled by subscribing, which no server does',
  'packages/react/src/sale/saleSession.ts#attached': 'filled by effects, which no server runs',
  'packages/react/src/flow/useScrollLock.ts#held': 'counted by effects, which no server runs',
  'packages/react/src/flow/useScrollLock.ts#before': "one page's root element, written by effects",
}

const CHANGES = new Set([
  ...['add', 'clear', 'copyWithin', 'delete', 'fill', 'pop', 'push', 'reverse', 'set', 'shift', 'sort'],
  ...['splice', 'unshift'],
])
/** Nothing is ever kept in what these make. */
const STATELESS = new Set(['RegExp', 'TextEncoder', 'TextDecoder', 'URL', 'Error'])
/** What a function of such a name makes may keep something. A context holds nothing by itself. */
const MAKER = /^(create(?!Context$)|make|open|memo|once|cache)/
const READ_ONLY = /^Readonly(Set|Map|Array)$/

/** The variable at the root of `a.b[c]`. */
function rootOf(node) {
  let at = node
  while (at?.type === 'MemberExpression') at = at.object
  return at?.type === 'Identifier' ? at.name : undefined
}

/** Names that are written through somewhere in the file: `x.y = 1`, `delete x[y]`, `x.push(1)`, `Object.assign(x, …)`. */
function changedIn(program) {
  const changed = new Set()
  const note = (node) => node?.type === 'MemberExpression' && changed.add(rootOf(node))
  new Visitor({
    AssignmentExpression: ({ left }) => note(left),
    UpdateExpression: ({ argument }) => note(argument),
    UnaryExpression: ({ operator, argument }) => operator === 'delete' && note(argument),
    CallExpression({ callee, arguments: given }) {
      if (callee.type !== 'MemberExpression') return
      if (CHANGES.has(callee.property.name)) changed.add(rootOf(callee.object))
      if (callee.object.name === 'Object' && /^(assign|define|setProto)/.test(callee.property.name))
        changed.add(rootOf(given[0]))
    },
  }).visit(program)
  return changed
}

const bare = (node) => (/^TS.*(As|Satisfies|NonNull)/.test(node?.type ?? '') ? bare(node.expression) : node)

/** Names of the state that a module keeps. */
export function stateOf(file, text) {
  const { program, errors } = parseSync(file, text, { lang: file.endsWith('x') ? 'tsx' : 'ts' })
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0].message}`)
  const changed = changedIn(program)
  const found = []
  for (const statement of program.body) {
    const node = statement.declaration ?? statement
    if (node.type === 'ClassDeclaration')
      for (const member of node.body.body)
        if (member.type === 'PropertyDefinition' && member.static && !member.readonly)
          found.push(`${node.id?.name}.${member.key.name}`)
    if (node.type !== 'VariableDeclaration' || node.declare) continue
    for (const { id, init } of node.declarations) {
      const made = bare(init)
      const type = id.typeAnnotation?.typeAnnotation
      const readOnly = READ_ONLY.test(type?.typeName?.name ?? '')
      const keeps =
        node.kind !== 'const' ||
        changed.has(id.name) ||
        (made?.type === 'NewExpression' && !STATELESS.has(made.callee.name) && !readOnly) ||
        (made?.type === 'CallExpression' && MAKER.test(made.callee.name ?? made.callee.property?.name ?? ''))
      if (keeps) found.push(id.name ?? 'a pattern')
    }
  }
  return found
}

/** Problems as lines; `files` maps a path to its text. */
export function checkModuleState(files, kept = KEPT) {
  const found = new Set()
  for (const [file, text] of files)
    if (LOOKED_AT.test(file) && !NOT_SHIPPED.test(file))
      for (const name of stateOf(file, text)) found.add(`${file}#${name}`)
  return [
    ...[...found]
      .filter((name) => !Object.hasOwn(kept, name))
      .map(
        (name) => `${name} is kept between the requests of a server: say in moduleState.mjs why it may be`,
      ),
    ...Object.keys(kept)
      .filter((name) => !found.has(name))
      .map((name) => `${name} is gone: strike it from moduleState.mjs`),
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = new Map(
    filesOf()
      .filter((file) => LOOKED_AT.test(file))
      .map((file) => [file, readFileSync(file, 'utf8')]),
  )
  const problems = checkModuleState(files)
  for (const problem of problems) console.error(problem)
  console.log(
    `module state: ${files.size} files, ${Object.keys(KEPT).length} kept, ${problems.length} problems`,
  )
  process.exitCode = problems.length > 0 ? 1 : 0
}
