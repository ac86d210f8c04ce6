// What no linter looks at: the top level, file names and lengths, pins, and words that must not be committed.
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { filesOf } from './files.mjs'

/** The whole top level. A new entry needs a reason good enough to change this list. */
const TOP_LEVEL = new Set([
  ...[
    'packages',
    'apps',
    '.storybook',
    'package.json',
    'pnpm-workspace.yaml',
    'tsconfig.base.json',
    'turbo.json',
  ],
  ...['README.md', 'LICENSE', 'pnpm-lock.yaml', '.ci', '.github', '.changeset', 'biome.json'],
  ...['.gitignore', '.gitattributes', '.editorconfig'],
])

const MAX_LINES = 300
const MAX_BYTES = 1_000_000
const SOURCE = /^packages\/[^/]+\/src\/.*\.(ts|tsx|css)$/
const NOT_COUNTED = /\.(test|test-d|stories)\.tsx?$|\/fixtures\/|\/generated\/|\.generated\.ts$/
const CODE = /\.(ts|tsx|js|mjs|css|html|sol|yml|yaml|sh)$|^\.ci\/run$/
const TEXT = /\.(ts|tsx|js|mjs|json|css|html|md|sol|yml|yaml|sh|txt|svg)$|^\.ci\/run$/
const NAMELESS =
  /\/(utils?|helpers?|types?|common|misc)(\.[^/]*)?\.(ts|tsx|mjs)$|\/(utils|helpers|types|common)\//

// Written so that no pattern matches its own source.
const WORDS = [
  [CODE, /\b(TO(?:DO)|FIX(?:ME)|X(?:XX)|HA(?:CK))\b/, 'do it now, or write it in an issue'],
  [CODE, /@ts-(?:ignore|nocheck)\b/, 'use @ts-expect-error with a reason, or fix the type'],
  [CODE, /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:only|skip|todo|fixme)\b/, 'every test runs'],
  [CODE, /^(?:<{7}|>{7}) /m, 'an unresolved merge'],
  [TEXT, /(?<![\w.:/@-])\/(?:home|Users|root|work)\/[\w.-]/, "a path of somebody's machine"],
  [TEXT, /registry\.(?:npm|yarn)|npm\.pkg\.git/, "no registry's host is named here"],
]

/** Sources that package.json names as entries: the only files that may be called index. */
function entryFiles(files) {
  const entries = new Set()
  const collect = (folder, target) => {
    if (typeof target === 'string') entries.add(`${folder}/${target.replace(/^\.\//, '')}`)
    else for (const next of Object.values(target ?? {})) collect(folder, next)
  }
  for (const [file, text] of files) {
    const folder = /^(packages\/[^/]+)\/package\.json$/.exec(file)?.[1]
    if (folder) collect(folder, JSON.parse(text).exports)
  }
  return entries
}

function pinProblems(file, text) {
  const manifest = JSON.parse(text)
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((field) =>
    Object.entries(manifest[field] ?? {})
      .filter(([, range]) => range !== 'catalog:' && range !== 'workspace:*')
      .map(([name, range]) => `${file}: ${name} is ${range}; versions live in the catalog ("catalog:")`),
  )
}

/** All problems as lines for people. `files` maps a path to its text (empty for what is not text). */
export function checkHygiene(files) {
  const problems = []
  const entries = entryFiles(files)
  for (const top of new Set([...files.keys()].map((file) => file.split('/')[0]))) {
    if (!TOP_LEVEL.has(top)) problems.push(`${top}: does not belong at the top level`)
  }
  for (const [file, text] of files) {
    if (/^(packages|apps)\//.test(file) && NAMELESS.test(file)) {
      problems.push(`${file}: name it after its subject`)
    }
    if (SOURCE.test(file) && /\/index\.tsx?$/.test(file) && !entries.has(file)) {
      problems.push(`${file}: only an entry of the package may be called index`)
    }
    if (SOURCE.test(file) && !NOT_COUNTED.test(file)) {
      const lines = text.split('\n').length - 1
      if (lines > MAX_LINES)
        problems.push(`${file}: ${lines} lines; at most ${MAX_LINES}, one subject a file`)
    }
    if (/(^|\/)package\.json$/.test(file)) problems.push(...pinProblems(file, text))
    if (file === 'pnpm-lock.yaml') {
      if (/https?:\/\/|tarball/.test(text)) problems.push(`${file}: names a host or a tarball`)
      continue
    }
    for (const [kind, pattern, reason] of WORDS) {
      const match = kind.test(file) && pattern.exec(text)
      if (!match) continue
      const line = text.slice(0, match.index).split('\n').length
      problems.push(`${file}:${line}: "${match[0].trim()}": ${reason}`)
    }
  }
  const catalog = files.get('pnpm-workspace.yaml') ?? ''
  for (const [, name, range] of catalog.matchAll(/^ {2}"?([@\w/.-]+)"?: ([~^<>=*].*|latest)$/gm)) {
    problems.push(`pnpm-workspace.yaml: ${name} is ${range}; pin it exactly`)
  }
  return problems
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = filesOf()
  const problems = checkHygiene(
    new Map(
      all.map((file) => [file, TEXT.test(file) || !file.includes('.') ? readFileSync(file, 'utf8') : '']),
    ),
  )
  for (const file of all) {
    if (statSync(file).size > MAX_BYTES) problems.push(`${file}: larger than ${MAX_BYTES} bytes`)
  }
  for (const problem of problems) console.error(problem)
  console.log(`hygiene: ${all.length} files, ${problems.length} problems`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
