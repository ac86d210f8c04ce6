import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { chunks } from './chunks.ts'

const src = fileURLToPath(new URL('../../', import.meta.url))

/** Modules that a source file loads later, as paths from `src`. */
function loadedBy(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(/(?<!typeof )\bimport\('([^']+)'\)/g)
  return [...found].map(([, path = '']) => relative(src, join(dirname(file), path)))
}

test('every chunk of the protocol is loaded before a schedule begins', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing/'))
    .map((file) => join(src, file))
  expect([...new Set(files.flatMap(loadedBy))].sort()).toEqual(Object.keys(chunks).sort())
})
