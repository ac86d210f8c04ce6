import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { errorCodes, type OfframpErrorCode } from '@offrampkit/core'
import { sandboxScenarios } from '@offrampkit/sandbox/page'
import { expect, test } from 'vitest'
import { looksOf } from '../flow/looks.ts'
import { errorScenes } from './errorScenes.ts'
import { storyScenarios } from './storyScenarios.ts'

const packages = fileURLToPath(new URL('../../../', import.meta.url))
const components = fileURLToPath(new URL('../components/', import.meta.url))

/** What the stories say that they show, and what their play functions make sure of. */
const shown: { screen?: string; code?: string }[] = []
for (const file of globSync('**/*.stories.tsx', { cwd: components })) {
  const stories: Record<string, { parameters?: { shows?: (typeof shown)[number] } }> = await import(
    /* @vite-ignore */ `${components}${file}`
  )
  for (const [name, { parameters }] of Object.entries(stories))
    if (name !== 'default' && parameters?.shows) shown.push(parameters.shows)
}

const unshown = Object.entries(errorScenes).flatMap(([code, scene]) =>
  typeof scene === 'function' ? [] : [{ code: code as OfframpErrorCode, ...scene }],
)

test('every stage, and every screen beside the stages, has a story', () => {
  const screens = new Set(shown.map(({ screen }) => screen))
  // Nothing has been clicked: the button alone.
  expect(Object.keys(looksOf).filter((screen) => !screens.has(screen))).toEqual(['idle'])
})

test('every error code has a story, or a reason why none can show it', () => {
  const codes = shown.flatMap(({ code }) => code ?? [])
  expect(new Set(codes).size).toBe(codes.length)
  expect([...codes, ...unshown.map(({ code }) => code)].sort()).toEqual(Object.keys(errorCodes).sort())
})

const sources = globSync('*/src/**/*.{ts,tsx}', { cwd: packages })
  .map((file) => file.replaceAll('\\', '/'))
  .filter(
    (file) =>
      !/\.(test|test-d|stories)\.|\/(testing|test|messages)\/|errors\/codes\.ts$|^sandbox\//.test(file),
  )
  .map((file) => ({ file, text: readFileSync(`${packages}${file}`, 'utf8') }))

test.each(unshown)('$code is raised only where no screen hears of it', ({ code, raisedIn, unshown }) => {
  const files = sources.filter(({ text }) => text.includes(`'${code}'`)).map(({ file }) => file)
  expect(unshown).toMatch(/\w{3}.*\.$/)
  expect(files.filter((file) => !raisedIn.some((place) => file.startsWith(place)))).toEqual([])
  for (const place of raisedIn) expect(files.some((file) => file.startsWith(place))).toBe(true)
})

test('what a story makes of a scenario is a scenario of the sandbox', () => {
  const known = sandboxScenarios.map(({ id }) => id)
  expect(Object.keys(storyScenarios).filter((id) => !known.includes(id))).toEqual([])
})
