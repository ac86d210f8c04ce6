import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { problemsOf } from './testTable.mjs'

// The server's SECURITY.md tells which test shows what. It is believed, so it must be true.

const root = new URL('../../', import.meta.url)

/** `guards/origin` is a test file of the server; `core/src/order/id` one of another package; anything else a path. */
const pathsOf = (name) => [
  `packages/server/src/${name}.test.ts`,
  ...['.test.ts', '.test.tsx', '.test-d.ts'].map((ending) => `packages/${name}${ending}`),
  name,
]
const read = (path) => {
  const url = new URL(path, root)
  return existsSync(url) ? readFileSync(url, 'utf8') : null
}
/** The last one. */
const cellOf = (row) =>
  row
    .replace(/\|\s*$/, '')
    .split('|')
    .at(-1) ?? ''

const text = readFileSync(new URL('packages/server/SECURITY.md', root), 'utf8')

/** OWASP ASVS 5.0: the items that a backend for selling has to answer for, and those of the browser side of it. */
const items = [
  ...['2.2.1', '2.2.2', '2.2.3', '2.3.1', '2.3.2', '2.3.3', '2.3.4', '2.4.1', '3.2.2'],
  ...['3.4.2', '3.4.3', '3.4.4', '3.4.5', '3.4.6', '3.4.7', '3.4.8'],
  ...[
    '3.5.1',
    '3.5.2',
    '3.5.3',
    '3.5.4',
    '3.5.5',
    '3.6.1',
    '3.7.2',
    '4.1.3',
    '8.2.2',
    '11.2.4',
    '11.5.1',
    '13.2.6',
  ],
  ...['14.2.1', '14.2.2', '14.2.3', '14.2.4', '14.2.5', '14.2.6', '14.3.2', '14.3.3'],
  ...['15.2.4', '15.3.2', '15.3.4', '15.4.2', '16.2.5', '16.5.1', '16.5.2', '16.5.3'],
]

test('every test that the table names exists', () => {
  expect(problemsOf(text, { read, pathsOf, cellOf })).toEqual([])
})

test('every item has its row, and names a test, or says whose it is or that there is none', () => {
  const rows = new Map(
    text
      .split('\n')
      .map((line) => [/^\| (\d+\.\d+\.\d+) \|/.exec(line)?.[1], line])
      .filter(([item]) => item !== undefined),
  )
  expect([...rows.keys()]).toEqual(items)
  for (const [item, row] of rows)
    expect(/`[^`]+`|yours|a property of the code/.test(cellOf(row)), item).toBe(true)
})

test('a test that is not there is found', () => {
  const check = (cell) => problemsOf(`| 1.1.1 | what \`we\` do | ${cell} |`, { read, pathsOf, cellOf })
  expect(check('`siwe/secret`: takes whatever was made by chance')).toEqual([])
  expect(check('`siwe/secret`: takes anything')).toEqual(['siwe/secret has no test "takes anything"'])
  expect(check('`siwe/gone`')).toEqual(['siwe/gone does not exist'])
})
