import { describe, expect, test } from 'vitest'
import { importsOf } from './graph.mjs'
import { checkLayers } from './layers.mjs'

const manifest = (name, ...subpaths) => ({
  name: `@offrampkit/${name}`,
  exports: Object.fromEntries(
    subpaths.map((subpath) => [
      subpath,
      {
        'offrampkit-source': `./src/exports/${subpath === '.' ? 'index' : subpath.slice(2)}.ts`,
        default: './dist/x.js',
      },
    ]),
  ),
})

const manifests = {
  'packages/core': manifest('core', '.', './money'),
  'packages/deposit': manifest('deposit', '.', './find', './testing'),
  'packages/react': manifest('react', '.'),
  'packages/server': manifest('server', '.'),
  'packages/sandbox': manifest('sandbox', '.', './node'),
  'packages/providers': {
    name: '@offrampkit/providers',
    exports: {
      './coinbase': { 'offrampkit-source': './src/coinbase/exports/index.ts' },
      './coinbase/server': { 'offrampkit-source': './src/coinbase/exports/server.ts' },
    },
  },
}

/** Every entry exists and is empty; a test adds the files that matter to it. */
const check = (files) => {
  const all = new Map()
  for (const [folder, { exports }] of Object.entries(manifests)) {
    for (const target of Object.values(exports)) {
      all.set(`${folder}/${target['offrampkit-source'].slice(2)}`, '')
    }
  }
  for (const [file, text] of Object.entries(files)) all.set(file, text)
  return checkLayers(all, manifests)
}

describe('what is allowed', () => {
  test.each([
    ['deposit → core', 'packages/deposit/src/a.ts', "import '@offrampkit/core/money'"],
    ['server → deposit/find', 'packages/server/src/a.ts', "import '@offrampkit/deposit/find'"],
    ['react → deposit, lazily', 'packages/react/src/a.ts', "const f = () => import('@offrampkit/deposit')"],
    ['react → deposit, types', 'packages/react/src/a.ts', "import type { A } from '@offrampkit/deposit'"],
    ['a test of react → sandbox', 'packages/react/src/a.test.tsx', "import '@offrampkit/sandbox'"],
    ['a test of core → node', 'packages/core/src/a.test.ts', "import 'node:fs'"],
    ['testing of deposit → node', 'packages/deposit/src/testing/a.ts', "import 'node:events'"],
    [
      'testing of deposit → the sandbox’s chain',
      'packages/deposit/src/testing/a.ts',
      "import '@offrampkit/sandbox/node'",
    ],
    ['core → zod/mini', 'packages/core/src/exports/index.ts', "import * as z from 'zod/mini'"],
    ['an app → anything', 'apps/demo/src/a.ts', "import '@offrampkit/server'; import 'node:fs'"],
    ['sandbox/node → node', 'packages/sandbox/src/exports/node.ts', "import 'node:http'"],
  ])('%s', (_, file, text) => {
    expect(check({ [file]: text })).toEqual([])
  })
})

describe('what is refused', () => {
  test.each([
    ['core → deposit', 'packages/core/src/a.ts', "import '@offrampkit/deposit'", /core may not import/],
    ['types count', 'packages/core/src/a.ts', "type A = import('@offrampkit/deposit').A", /core may not/],
    ['server → deposit', 'packages/server/src/a.ts', "import '@offrampkit/deposit'", /may not import \. of/],
    ['deposit → react', 'packages/deposit/src/a.ts', "import { useState } from 'react'", /not to a view/],
    [
      'react → deposit, eagerly',
      'packages/react/src/a.ts',
      "import { a } from '@offrampkit/deposit'",
      /import\(\) only/,
    ],
    [
      're-exports count',
      'packages/react/src/a.ts',
      "export { a } from '@offrampkit/deposit'",
      /import\(\) only/,
    ],
    [
      'sandbox → providers, even in a test',
      'packages/sandbox/src/a.test.ts',
      "import '@offrampkit/providers/coinbase'",
      /never import/,
    ],
    [
      'testing of deposit → the rest of the sandbox',
      'packages/deposit/src/testing/a.ts',
      "import '@offrampkit/sandbox'",
      /may not import \. of sandbox/,
    ],
    ['core → node', 'packages/core/src/a.ts', "import { x } from 'node:crypto'", /Fetch-standard/],
    ['full zod', 'packages/react/src/a.ts', "import * as z from 'zod'", /zod\/mini/],
    [
      'across by path',
      'packages/react/src/a.ts',
      "import '../../core/src/exports/index.ts'",
      /by their name/,
    ],
    ['a missing export', 'packages/react/src/a.ts', "import '@offrampkit/core/nowhere'", /does not exist/],
    ['a missing file', 'packages/react/src/a.ts', "import './nowhere.ts'", /does not exist/],
    ['app → package by path', 'apps/demo/src/a.ts', "import '../../../packages/core/src/b.ts'", /./],
  ])('%s', (_, file, text, message) => {
    expect(check({ [file]: text }).join('\n')).toMatch(message)
  })

  test('one provider knowing another', () => {
    const files = {
      'packages/providers/src/coinbase/a.ts': "import '../partna/b.ts'",
      'packages/providers/src/partna/b.ts': '',
    }
    expect(check(files).join()).toMatch(/coinbase may not know partna/)
  })

  test('a published entry that reaches the sandbox', () => {
    const files = {
      'packages/deposit/src/exports/testing.ts': "import '../testing/a.ts'",
      'packages/deposit/src/testing/a.ts': "import '@offrampkit/sandbox/node'",
    }
    expect(check(files).join()).toMatch(/testing\/a\.ts:1 would publish deposit with @offrampkit\/sandbox/)
  })

  test('a circle of imports, types included', () => {
    const files = {
      'packages/core/src/a.ts': "import { b } from './b.ts'",
      'packages/core/src/b.ts': "import type { A } from './a.ts'",
    }
    expect(check(files).join()).toMatch(/import cycle/)
  })

  test('secrets and Node behind a browser entry, however far', () => {
    const files = {
      'packages/providers/src/coinbase/exports/index.ts': "import '../client.ts'",
      'packages/providers/src/coinbase/client.ts': "const f = () => import('./server.ts')",
      'packages/providers/src/coinbase/server.ts': "import { z } from 'zod'",
    }
    const problems = check(files).join('\n')
    expect(problems).toMatch(/client\.ts:1 brings \.\/server\.ts into browsers.*secrets/)
    expect(problems).toMatch(/server\.ts:1 brings zod into browsers/)
  })
})

test('imports are read with their kind and line', () => {
  const text =
    "import type { A } from 'a'\nimport { type B, c } from 'b'\nexport type * from 'd'\nimport('e')"
  expect(importsOf('x.ts', text)).toEqual([
    { specifier: 'a', kind: 'type', line: 1 },
    { specifier: 'b', kind: 'static', line: 2 },
    { specifier: 'd', kind: 'type', line: 3 },
    { specifier: 'e', kind: 'dynamic', line: 4 },
  ])
})
