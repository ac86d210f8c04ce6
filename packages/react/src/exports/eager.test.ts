import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('..', import.meta.url))

/** Every module that loads with a file: static imports that are not of types alone. */
function loadsWith(entry: string): { own: string[]; outside: string[] } {
  const own = new Set([join(src, entry)])
  const outside = new Set<string>()
  for (const file of own) {
    const text = readFileSync(file, 'utf8')
    for (const [, clause = '', specifier = ''] of text.matchAll(
      /^(?:import|export)\s+([^'"]*?)\s*from\s+'([^']+)'/gms,
    )) {
      if (/^type\b/.test(clause)) continue
      const names = /^\{([\s\S]*)\}$/.exec(clause)?.[1]?.split(',') ?? ['default']
      if (names.every((name) => name.trim() === '' || name.trim().startsWith('type '))) continue
      if (!specifier.startsWith('.')) outside.add(specifier)
      else own.add(join(dirname(file), specifier))
    }
  }
  for (const file of own) expect(existsSync(file), file).toBe(true)
  return { own: [...own].map((file) => relative(src, file)), outside: [...outside] }
}

test('the button loads nothing of a sale before the click', () => {
  const { own, outside } = loadsWith('components/offramp-button/OfframpButton.tsx')
  const sale =
    /^(flow|sale|deposit|runtime|queries|actions|hooks|returning\/(?!returnParameter)|messages\/(?!english))/
  expect(own.filter((file) => sale.test(file))).toEqual([])
  expect(outside.sort()).toEqual(['@offrampkit/core', 'react', 'wagmi'])
})

test('the provider and the config load nothing of a sale either', () => {
  for (const entry of ['config/OfframpProvider.tsx', 'config/createOfframpConfig.ts']) {
    const { own, outside } = loadsWith(entry)
    expect(own.filter((file) => /^(flow|sale|deposit|runtime|queries|actions|hooks)/.test(file))).toEqual([])
    expect(outside.every((name) => name === 'react')).toBe(true)
  }
})

test('the deposit protocol is only ever loaded when it is needed', () => {
  const { outside } = loadsWith('exports/index.ts')
  expect(outside.filter((name) => name.startsWith('@offrampkit/deposit'))).toEqual([])
})
