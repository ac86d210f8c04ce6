import { describe, expect, test } from 'vitest'
import { checkModuleState, stateOf } from './moduleState.mjs'

const at = 'packages/react/src/a.ts'
const keeps = (text) => stateOf(at, text)

describe('state at the top level is found', () => {
  test.each([
    ['a variable', 'let last = null'],
    ['a set, exported', 'export const last = new Set()'],
    ['a map by objects', 'const last = new WeakMap<object, string>()'],
    ['an object that is written to', 'const last = {}\nexport const f = (a) => { last[a] = 1 }'],
    ['a list that is added to', 'const last: string[] = []\nexport function f(a) { last.push(a) }'],
    ['an entry that is taken away', 'const last = { a: 1 }\nexport const f = () => delete last.a'],
    ['what is assigned as a whole', 'const last = {}\nexport const f = (a) => Object.assign(last, a)'],
    ['a read-only name for what is changed', 'const last = {} as const\nexport const f = () => last.a++'],
    ['what a maker made', 'export const last = createStore()'],
  ])('%s', (_, text) => {
    expect(keeps(text)).toEqual(['last'])
  })

  test('a static field', () => {
    expect(keeps('export class A { static last = 1; static readonly first = 1; own = 2 }')).toEqual([
      'A.last',
    ])
  })
})

test('what never changes is none', () => {
  const text = [
    'const names = ["a", "b"] as const',
    'const known: ReadonlySet<string> = new Set(names)',
    'const context = createContext<string | null>(null)',
    'const pattern = new RegExp("a")',
    'export const f = () => { const mine = new Map(); mine.set(1, known); let count = 0; return ++count }',
  ]
  expect(keeps(text.join('\n'))).toEqual([])
})

test('each needs its reason, and no reason outlives it', () => {
  const files = new Map([[at, 'const a = new Map()']])
  expect(checkModuleState(files, { [`${at}#a`]: 'because' })).toEqual([])
  expect(checkModuleState(files, {})).toEqual([expect.stringContaining(`${at}#a is kept`)])
  expect(checkModuleState(new Map(), { [`${at}#a`]: 'because' })).toEqual([
    expect.stringContaining('is gone'),
  ])
})

test('tests and what only tests load are not looked at', () => {
  const files = new Map([
    ['packages/react/src/a.test.ts', 'let a'],
    ['packages/react/src/testing/a.ts', 'let a'],
    ['packages/server/src/a.ts', 'let a'],
  ])
  expect(checkModuleState(files, {})).toEqual([])
})
