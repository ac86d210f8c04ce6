import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// The workshop's pages show files that are type-checked, and no code of their own.

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')
const pages = globSync('*.mdx', { cwd: `${root}.storybook/docs` })
const text = pages.map((page) => read(`.storybook/docs/${page}`)).join('\n')

test.each(pages)('%s has no code of its own', (page) => {
  expect(read(`.storybook/docs/${page}`)).not.toContain('```')
})

test('every example is on a page, and the one file that no page shows stands for the app’s own', () => {
  const shown = [...text.matchAll(/packages\/react\/test\/docs\/([\w.]+)\?raw/g)].map(([, file]) => file)
  const unshown = globSync('*.{ts,tsx}', { cwd: `${root}packages/react/test/docs` }).filter(
    (one) => !shown.includes(one),
  )
  expect(unshown).toEqual(['session.ts'])
})

test('the README shows the button as the pages do', () => {
  const bare = (code: string) => code.replace(/\s+/g, '')
  const [, shown = ''] = /^## A button in 20 lines\n\n```tsx\n([\s\S]*?)^```$/m.exec(read('README.md')) ?? []
  expect(bare(shown)).toBe(bare(read('packages/react/test/docs/CashOut.tsx')))
})
