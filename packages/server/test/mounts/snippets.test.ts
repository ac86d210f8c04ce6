import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { here } from './bundle.ts'

// What the documents show is what the conformance test runs.

const read = (path: string) => readFileSync(here(path), 'utf8')
const examples = new Map(
  globSync('**/*.ts', { cwd: here('examples') })
    .filter((path) => path !== 'offramp.ts')
    .map((path) => [path, read(`examples/${path}`)]),
)

/** Blocks of code by the file that their first line names. */
function shown(markdown: string): Map<string, string> {
  const blocks = [...markdown.matchAll(/^```ts\n\/\/ (.*)\n([\s\S]*?)^```$/gm)]
  return new Map(blocks.map(([, path = '', code = '']) => [path, code]))
}

test('MOUNTING.md shows every example, as it is', () => {
  const markdown = read('../../MOUNTING.md')
  expect(shown(markdown)).toEqual(examples)
  expect(markdown.match(/^```/gm)).toHaveLength(2 * examples.size)
})

test('the table of the README shows lines of the examples', () => {
  const [, table = ''] = /^### Where it mounts\n([\s\S]*?)^##/m.exec(read('../../README.md')) ?? []
  const code = [...table.matchAll(/^\| [^|]+ \| `([^`]+)`/gm)].map(([, line = '']) => line)
  expect(code).toHaveLength(8)
  const lines = [...examples.values()].join('\n').replace(/\s+/g, ' ')
  for (const line of code) expect(lines).toContain(line)
})
