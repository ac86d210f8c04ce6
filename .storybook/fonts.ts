// Whatever is installed where a story is drawn: no letter of any language is an empty box.
import '@fontsource-variable/noto-sans'
import '@fontsource-variable/noto-sans-arabic'
import '@fontsource-variable/noto-sans-sc'

const families = ['Noto Sans Variable', 'Noto Sans Arabic Variable', 'Noto Sans SC Variable']

/** Of what is drawn here, the same on every machine. Noto Sans has the Latin, Vietnamese and Devanagari letters. */
export const fontStack = `${families.map((family) => `'${family}'`).join(', ')}, system-ui, sans-serif`

/**
 * Loads what draws these letters. A text that is drawn before its font is there may keep the boxes of another one: Chromium does not
 * always shape it again.
 */
export async function loadFonts(letters: string): Promise<void> {
  await Promise.all(families.map((family) => document.fonts.load(`400 1rem '${family}'`, letters)))
}

/** Every letter that these texts can show, also of those that are made by a function. */
export function lettersOf(texts: unknown): string {
  if (typeof texts === 'string') return texts
  // A bundler may have written them as numbers.
  if (typeof texts === 'function')
    return String(texts).replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
  return texts !== null && typeof texts === 'object' ? Object.values(texts).map(lettersOf).join('') : ''
}
