import { afterEach as checkWithAxe } from '@storybook/addon-a11y/preview'
import type { AfterEach } from 'storybook/internal/csf'
import { boxesIn } from './letters.ts'
import { type Look, relook } from './looks.ts'

/**
 * What axe looks at after the look that a story is drawn in: both at once, since neither changes what the other may break. Colours
 * are what costs, so a look with fewer rules would cost the same.
 */
const other: Partial<Look> = { theme: 'dark', locale: 'ar', direction: 'auto' }

const isTest = '__vitest_browser__' in globalThis

function checkLetters(canvas: HTMLElement): void {
  const boxes = boxesIn(canvas)
  if (boxes.length > 0) throw new Error(`Readers see boxes: ${boxes.join('; ')}`)
}

/** Every story is looked at once more, as it stands at its end, in the dark and in Arabic: in the tests, and nowhere else. */
export const inTheDarkAndInArabic: AfterEach = async (context) => {
  const { canvasElement, globals, viewMode } = context
  if (!isTest || viewMode !== 'story') return
  const { theme, locale } = globals
  checkLetters(canvasElement)
  if (theme === other.theme && locale === other.locale) return
  await relook(other, canvasElement)
  try {
    checkLetters(canvasElement)
    await checkWithAxe(context)
  } catch (error) {
    throw new Error(`In the dark and in Arabic: ${(error as Error).message}`, { cause: error })
  } finally {
    await relook({}, canvasElement)
  }
}
