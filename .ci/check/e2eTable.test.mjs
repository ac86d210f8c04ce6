import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// The demo's README tells which browser test covers what. It is believed, so it must be true.

const demo = new URL('../../apps/demo/', import.meta.url)

/** `popup` is a file of browser tests, `races/` a folder of them; anything else is a path below the demo or its e2e folder. */
function pathsOf(name) {
  return /^[a-z]\w*$/i.test(name) ? [`e2e/${name}.spec.ts`] : [`e2e/${name}`, name]
}

const namesOf = (source) =>
  [...source.matchAll(/(?:\btest|\bit|\))\(\s*(['`])(.*?)\1,\s*(?:async\b|\()/g)].map(([, , name]) => name)

/** @param read - the text of a file below the demo, or `null` where there is none; of a folder any text */
function problemsOf(readme, read) {
  const problems = []
  for (const row of readme.split('\n').filter((line) => line.startsWith('|')))
    for (const [, name, words] of row.matchAll(/`([^`]+)`([^`|]*)/g)) {
      const source = pathsOf(name)
        .map(read)
        .find((text) => text !== null)
      if (source === undefined) problems.push(`${name} does not exist`)
      for (const part of source === undefined ? [] : words.replace(/^:/, '').split(';')) {
        const wanted = part.trim()
        const found = namesOf(source).some((title) => title.includes(wanted))
        if (wanted !== '' && wanted !== ',' && !found) problems.push(`${name} has no test "${wanted}"`)
      }
    }
  return problems
}

function read(path) {
  const url = new URL(path, demo)
  if (!existsSync(url)) return null
  return path.endsWith('/') ? '' : readFileSync(url, 'utf8')
}

const readme = readFileSync(new URL('e2e/README.md', demo), 'utf8')

test('every test that the table of the browser tests names exists', () => {
  expect(problemsOf(readme, read)).toEqual([])
  expect(readme.split('\n').filter((line) => line.startsWith('|')).length).toBeGreaterThan(15)
})

test('every file of browser tests is in the table', () => {
  const files = readdirSync(new URL('e2e/', demo)).filter((file) => file.endsWith('.spec.ts'))
  expect(files.filter((file) => !readme.includes(`\`${file.replace('.spec.ts', '')}\``))).toEqual([])
})

test('a file or a test that is not there is found', () => {
  const files = { 'e2e/popup.spec.ts': "test('closed half way: opened again', async ({ dapp }) => {\n" }
  const check = (row) => problemsOf(`| ${row} |`, (path) => files[path] ?? null)
  expect(check('`popup`: closed half way; opened')).toEqual([])
  expect(check('`popup`: closed; paid | `gone`: closed')).toEqual([
    'popup has no test "paid"',
    'gone does not exist',
  ])
})
