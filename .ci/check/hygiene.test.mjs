import { expect, test } from 'vitest'
import { checkHygiene } from './hygiene.mjs'

const check = (file, text = '') => checkHygiene(new Map([[file, text]])).join('\n')
const join = (...parts) => parts.join('')

test('a clean file has no problem', () => {
  const manifest = JSON.stringify({ dependencies: { a: 'catalog:', b: 'workspace:*' }, exports: {} })
  expect(check('packages/core/src/money.ts', 'export const a = 1 // see /docs/work/a\n')).toBe('')
  expect(check('packages/core/package.json', manifest)).toBe('')
  expect(check('pnpm-workspace.yaml', 'catalog:\n  zod: 4.6.7\n')).toBe('')
})

test.each([
  ['top level', 'vitest.config.ts', '', /top level/],
  ['nameless file', 'packages/core/src/utils.ts', '', /after its subject/],
  ['nameless folder', 'packages/core/src/helpers/money.ts', '', /after its subject/],
  ['index below the entry', 'packages/core/src/money/index.ts', '', /called index/],
  ['long file', 'packages/core/src/a.ts', 'a\n'.repeat(301), /301 lines/],
  ['unpinned dependency', 'packages/core/package.json', '{"dependencies":{"a":"^1.0.0"}}', /catalog/],
  ['loose catalog', 'pnpm-workspace.yaml', 'catalog:\n  zod: ^4.0.0\n', /pin it exactly/],
  ['host in the lockfile', 'pnpm-lock.yaml', join('tar', 'ball: x'), /tarball/],
  ['postponed work', 'packages/core/src/a.ts', join('// TO', 'DO later'), /do it now/],
  ['silenced compiler', 'packages/core/src/a.ts', join('// @ts-', 'ignore'), /expect-error/],
  ['skipped test', 'packages/core/src/a.test.ts', join('test.', "skip('a')"), /every test runs/],
  ['focused test', 'apps/demo/e2e/a.test.ts', join('test.describe.', "only('a')"), /every test runs/],
  ['machine path', 'README.md', join('see /ho', 'me/me/kit'), /machine/],
  ['registry host', '.ci/a.mjs', join('registry', '.npmjs'), /registry/],
])('refuses: %s', (_, file, text, message) => {
  expect(check(file, text)).toMatch(message)
})

test('tests and fixtures may be long, and an entry may be called index', () => {
  expect(check('packages/core/src/a.test.ts', 'a\n'.repeat(301))).toBe('')
  const files = new Map([
    ['packages/core/package.json', '{"exports":{".":{"offrampkit-source":"./src/exports/index.ts"}}}'],
    ['packages/core/src/exports/index.ts', ''],
  ])
  expect(checkHygiene(files)).toEqual([])
})
