import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const packages = fileURLToPath(new URL('../../..', import.meta.url))

/** The source of one of our entries, such as `@offrampkit/core/order`. */
function sourceOf(specifier: string): string {
  const [, name = '', ...rest] = specifier.split('/')
  const manifest = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'))
  const entry = manifest.exports[rest.length > 0 ? `./${rest.join('/')}` : '.']
  return join(packages, name, entry['offrampkit-source'])
}

/** Static imports of values; `import('…')` and types load nothing. */
function* importsOf(file: string): Generator<string> {
  const text = readFileSync(file, 'utf8')
  const clauses = /^(?:import|export)\s+(?!type\b)(?:([^'";]*?)\s*from\s+)?'([^']+)'/gms
  for (const [, clause = '', specifier = ''] of text.matchAll(clauses)) {
    const names = /^\{([\s\S]*)\}$/
      .exec(clause)?.[1]
      ?.split(',')
      .map((name) => name.trim()) ?? ['everything']
    if (names.some((name) => name !== '' && !name.startsWith('type '))) yield specifier
  }
}

/** Everything that loads with an entry, through all of our packages. */
function closureOf(entry: string) {
  const files = new Set([entry])
  const foreign = new Set<string>()
  for (const file of files)
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('.')) files.add(join(dirname(file), specifier))
      else if (specifier.startsWith('@offrampkit/')) files.add(sourceOf(specifier))
      else foreign.add(specifier)
    }
  return { files: [...files].map((file) => relative(packages, file)), foreign: [...foreign].sort() }
}

const own = (path: string) => join(packages, 'react/src', path)

test('the button reaches no schema, no order, no rule of deposits and no client, in any package', () => {
  const { files, foreign } = closureOf(own('exports/button.ts'))
  // viem is the app's own, and only core's readers of addresses want it: a bundler leaves them out.
  expect(foreign).toEqual(['react', 'viem/utils', 'wagmi'])
  expect(files.filter((file) => /^(deposit|providers|server|sandbox)\//.test(file))).toEqual([])
  expect(files.filter((file) => /^core\/src\/(api|order|deposit|provider|money)\//.test(file))).toEqual([])
  expect(files).toContain('core/src/errors/offrampError.ts')
})

test('what the walk finds is what loads: the flow of a sale reaches orders, queries and the client', () => {
  const { files, foreign } = closureOf(own('flow/flow.tsx'))
  expect(files).toContain('core/src/exports/order.ts')
  expect(foreign).toContain('@tanstack/react-query')
  expect(closureOf(own('runtime/checkedBackend.ts')).foreign).toContain('zod/mini')
})
