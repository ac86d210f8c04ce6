import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { problemsOf } from './testTable.mjs'

// The demo's README tells which browser test covers what. It is believed, so it must be true.

const demo = new URL('../../apps/demo/', import.meta.url)

/** `popup` is a file of browser tests, `races/` a folder of them; anything else is a path below the demo or its e2e folder. */
function pathsOf(name) {
  return /^[a-z]\w*$/i.test(name) ? [`e2e/${name}.spec.ts`] : [`e2e/${name}`, name]
}

function read(path) {
  const url = new URL(path, demo)
  if (!existsSync(url)) return null
  return path.endsWith('/') ? '' : readFileSync(url, 'utf8')
}

const readme = readFileSync(new URL('e2e/README.md', demo), 'utf8')

test('every test that the table of the browser tests names exists', () => {
  expect(problemsOf(readme, { read, pathsOf })).toEqual([])
  expect(readme.split('\n').filter((line) => line.startsWith('|')).length).toBeGreaterThan(15)
})

test('every file of browser tests is in the table', () => {
  const files = readdirSync(new URL('e2e/', demo)).filter((file) => file.endsWith('.spec.ts'))
  expect(files.filter((file) => !readme.includes(`\`${file.replace('.spec.ts', '')}\``))).toEqual([])
})

test('a file or a test that is not there is found', () => {
  const files = { 'e2e/popup.spec.ts': "test('closed half way: opened again', async ({ dapp }) => {\n" }
  const check = (row) => problemsOf(`| ${row} |`, { read: (path) => files[path] ?? null, pathsOf })
  expect(check('`popup`: closed half way; opened')).toEqual([])
  expect(check('`popup`: closed; paid | `gone`: closed')).toEqual([
    'popup has no test "paid"',
    'gone does not exist',
  ])
})
