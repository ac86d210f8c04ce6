import { arabic } from './ar/source.ts'
import { english } from './english.ts'
import { spanish } from './es/source.ts'
import { french } from './fr/source.ts'
import { hausa } from './ha/source.ts'
import { hindi } from './hi/source.ts'
import { indonesian } from './id/source.ts'
import type { MessagesSource } from './messages.ts'
import { portuguese } from './pt/source.ts'
import { swahili } from './sw/source.ts'
import { turkish } from './tr/source.ts'
import { yoruba } from './yo/source.ts'
import { chinese } from './zh/source.ts'

/** The languages of the kit, each by its own name. */
export const languages = {
  en: 'English',
  es: 'Español',
  pt: 'Português',
  fr: 'Français',
  sw: 'Kiswahili',
  yo: 'Yorùbá',
  ha: 'Hausa',
  ar: 'العربية',
  hi: 'हिन्दी',
  zh: '简体中文',
  tr: 'Türkçe',
  id: 'Bahasa Indonesia',
} as const

/** A language that the kit has texts in. */
export type Language = keyof typeof languages

const sources: Record<Language, MessagesSource> = {
  en: english,
  es: spanish,
  pt: portuguese,
  fr: french,
  sw: swahili,
  yo: yoruba,
  ha: hausa,
  ar: arabic,
  hi: hindi,
  zh: chinese,
  tr: turkish,
  id: indonesian,
}

/** Made once for each region, of which there are a few hundred: the same wish is answered with the same texts. */
const regional = new Map<string, MessagesSource>()

/**
 * The texts for whoever prefers these languages, best first: the first that the kit has, else English. The button's own words
 * are there at once, so that a server and the page draw the same; the rest is loaded when a sale starts. A region decides how
 * sums are written: `es-MX` has `1,234.50`, `es` and `es-ES` have `1234,50`, so hand it on where you know it.
 *
 * Traditional Chinese, or any language in another script than ours, is not answered with ours.
 *
 * @param wanted BCP 47 tags, such as `pt-BR`, or what `navigator.languages` holds. What is no tag is passed over.
 * @example messagesFor(['ha-NG', 'en-NG'])
 */
export function messagesFor(wanted: string | readonly string[]): MessagesSource {
  for (const tag of typeof wanted === 'string' ? [wanted] : wanted) {
    const found = match(tag)
    if (found) return found.region ? inRegion(found.language, found.region) : sources[found.language]
  }
  return english
}

/** Which of our languages a tag asks for. Only what is written in the same script is the same to a reader. */
function match(tag: string): { language: Language; region: string | undefined } | null {
  try {
    const locale = new Intl.Locale(tag)
    const { language, script } = locale.maximize()
    if (!Object.hasOwn(sources, language)) return null
    if (script !== new Intl.Locale(language).maximize().script) return null
    return { language: language as Language, region: locale.region }
  } catch {
    return null
  }
}

function inRegion(language: Language, region: string): MessagesSource {
  const locale = `${language}-${region}`
  const known = regional.get(locale)
  if (known) return known
  const { button, load } = sources[language]
  const made: MessagesSource = {
    button: { ...button, locale },
    async load() {
      const [messages, { formatsOf }] = await Promise.all([load(), import('./format.ts')])
      return { ...messages, locale, ...formatsOf(locale) }
    },
  }
  regional.set(locale, made)
  return made
}
