import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { exportProblems } from './exports.mjs'

const temporary = []
afterEach(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const workspace = {
  exports: {
    '.': {
      'offrampkit-source': { browser: './src/refuse.ts', default: './src/index.ts' },
    },
  },
}
const guarded = { types: './dist/index.d.ts', worker: './dist/index.js', node: './dist/index.js' }

/** Problems of a package called @offrampkit/server whose only entry has the given conditions. */
function problemsOf(conditions, refusal = "throw new Error('no')\n") {
  const temp = mkdtempSync(join(tmpdir(), 'offrampkit-exports-'))
  temporary.push(temp)
  const folder = join(temp, 'package')
  const manifest = { name: '@offrampkit/server', type: 'module', exports: { '.': conditions } }
  mkdirSync(join(folder, 'dist'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'dist', 'index.js'), 'export const a = 1\n')
  writeFileSync(join(folder, 'dist', 'refuse.js'), refusal)
  return exportProblems(folder, manifest, workspace)
}

test('servers get the code and browsers the refusal', async () => {
  expect(await problemsOf({ ...guarded, browser: './dist/refuse.js', default: './dist/index.js' })).toEqual(
    [],
  )
})

test('a browser that gets the code is found', async () => {
  const problems = await problemsOf({ ...guarded, default: './dist/index.js' })
  expect(problems).toEqual(['. in browser: is dist/index.js, and its source builds to dist/refuse.js'])
})

test('a browser condition before the workers is found', async () => {
  const problems = await problemsOf({ browser: './dist/refuse.js', ...guarded, default: './dist/index.js' })
  expect(problems.join('\n')).toMatch(/in workerd.*\n.*in worker.*\n.*in edge-light/)
})

test('a refusal that does not throw is found', async () => {
  const conditions = { ...guarded, browser: './dist/refuse.js', default: './dist/index.js' }
  expect(await problemsOf(conditions, 'export {}\n')).toEqual(['. in browser: must throw: dist/refuse.js'])
})

test('a file that was not packed is found', async () => {
  const conditions = {
    ...guarded,
    browser: './dist/refuse.js',
    default: './dist/gone.js',
    node: './dist/gone.js',
  }
  expect((await problemsOf(conditions)).join('\n')).toMatch(/in node: does not resolve/)
})
