import { readFileSync } from 'node:fs'
import { errorCodes, type OfframpErrorCode } from '@offrampkit/core'
import { describe, expect, test } from 'vitest'
import { english } from './english.ts'
import type { AstrayFacts, OfframpMessages, StageFacts } from './messages.ts'
import { type Language, languages, messagesFor } from './messagesFor.ts'

const all = Object.keys(languages) as Language[]
const en = await english.load()
const loaded = new Map<Language, OfframpMessages>()
for (const language of all) loaded.set(language, await messagesFor(language).load())
const others = [...loaded].filter(([language]) => language !== 'en')

const facts: StageFacts = {
  provider: '⟦provider⟧',
  amount: '⟦amount⟧',
  asset: '⟦asset⟧',
  network: '⟦network⟧',
  payout: '⟦payout⟧',
  refunds: 'none',
  reason: '⟦reason⟧',
  astray: null,
  blind: false,
  asks: false,
}
const seen = { amount: '⟦seen⟧', from: '⟦from⟧', to: '⟦to⟧', network: '⟦seen network⟧' }
const differences: AstrayFacts['differs'][] = ['network', 'recipient', 'asset', 'amount', 'sender', 'data']

/** Every way in which a stage can be told. */
const variants: StageFacts[] = [
  ...(['none', 'to_sender', 'to_provider_balance'] as const).map((refunds) => ({ ...facts, refunds })),
  { ...facts, payout: null, reason: null },
  { ...facts, blind: true, asks: true },
  ...differences.flatMap((differs) => [
    { ...facts, astray: { ...seen, differs } },
    { ...facts, astray: { ...seen, differs, amount: null } },
  ]),
]

/** Every text by its place, each function called as the kit calls it. */
function textsOf(value: unknown, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  const add = (text: unknown, at: string) => {
    if (typeof text === 'string') found.set(at, text)
    else for (const [name, inner] of textsOf(text, at)) found.set(name, inner)
  }
  for (const [name, inner] of Object.entries(value as object)) {
    const at = path === '' ? name : `${path}.${name}`
    if (/^(locale|dir|cash|asset|time|duration|provider|method)$/.test(at)) continue
    if (typeof inner !== 'function') add(inner, at)
    else if (/^(stages|reasons)\./.test(at))
      for (const [index, told] of variants.entries()) add(inner(told), `${at}#${index}`)
    else if (at === 'form.corrections')
      for (const count of [1, 2, 3, 11, 100]) add(inner(count), `${at}#${count}`)
    else if (at === 'onchain.confirmations') add(inner(3, 12), at)
    else if (at === 'form.problems.too_long') add(inner('⟦label⟧', 77), at)
    else if (/^byHand\.code/.test(at)) for (const whole of [true, false]) add(inner(whole), `${at}#${whole}`)
    else add(inner('⟦first⟧', '⟦second⟧'), at)
  }
  return found
}

const marks = (text: string) => [...new Set(text.match(/⟦[^⟧]+⟧|\b(?:77|25\.5)\b|@/g))].sort()
const inEnglish = textsOf(en)

test('the sum of what is compared is every text of the kit', () => {
  expect(inEnglish.size).toBeGreaterThan(600)
  for (const code of Object.keys(errorCodes) as OfframpErrorCode[])
    expect(inEnglish.has(`errors.${code}.title`)).toBe(true)
})

describe.each(others)('%s', (language, messages) => {
  const texts = textsOf(messages)

  test('names what English names, and nothing is left in English', () => {
    const wrong: string[] = []
    // Words that are the same in both languages.
    const shared = /^(review\.memo|panel\.(transactionHash|errorCode|estimate)|steps\.)/
    for (const [at, text] of inEnglish) {
      const told = texts.get(at) ?? ''
      if (told.trim() === '') wrong.push(`${at} is missing`)
      if (`${marks(told)}` !== `${marks(text)}`) wrong.push(`${at} has ${marks(told)}, not ${marks(text)}`)
      if (told === text && !shared.test(at)) wrong.push(`${at} is English: ${text}`)
      if (/undefined|null|NaN|\[object/.test(told)) wrong.push(`${at}: ${told}`)
    }
    expect(wrong).toEqual([])
    expect([...texts.keys()].sort()).toEqual([...inEnglish.keys()].sort())
  })

  test('the button’s words are in the same language, and say which', () => {
    const { button } = messagesFor(language)
    expect([button.locale, button.dir]).toEqual([messages.locale, messages.dir])
    expect(messages.locale).toBe(language)
    expect(messages.dir).toBe(language === 'ar' ? 'rtl' : 'ltr')
    for (const [name, text] of Object.entries(button))
      if (name !== 'locale' && name !== 'dir')
        expect(text, name).not.toBe(english.button[name as keyof typeof english.button])
  })

  test('money, amounts and moments are written by its rules, in digits that a wallet shows', () => {
    const cash = messages.cash({ amount: '1234567.5', currency: 'NGN' })
    expect(cash.replace(/[^0-9]/g, '')).toBe('123456750')
    expect(messages.asset('0.000000000000000001', 'ETH')).toMatch(/^0[.,]000000000000000001 ETH$/)
    expect(messages.time(Date.UTC(2026, 4, 17, 12))).toMatch(/2026/)
  })

  test('is not reached by the button, only by a sale', () => {
    const source = readFileSync(new URL(`./${language}/source.ts`, import.meta.url), 'utf8')
    expect(source.match(/^import (?!type)/m)).toBeNull()
    expect(source).toContain("import('./messages.ts')")
  })
})

describe('which language', () => {
  const localeFor = (...tags: string[]) => messagesFor(tags).button.locale
  test('the first wish that the kit can answer', () => {
    expect(localeFor('de-DE', 'ha-NG', 'en')).toBe('ha-NG')
    expect(localeFor('pt-BR')).toBe('pt-BR')
    expect(localeFor('PT')).toBe('pt')
    expect(localeFor('zh-Hans-CN')).toBe('zh-CN')
    expect(localeFor('in')).toBe('id')
  })
  test('nobody is shown a script that they did not ask for', () => {
    expect(localeFor('zh-TW')).toBe('en')
    expect(localeFor('zh-Hant', 'fr')).toBe('fr')
    expect(localeFor('ha-Arab')).toBe('en')
  })
  test('what is no tag is passed over, whatever it is', () => {
    expect(localeFor('*', '', '../../etc', 'constructor', 'x'.repeat(9_000), 'tr')).toBe('tr')
    expect(localeFor()).toBe('en')
  })
  test('a region decides how sums are written', async () => {
    const money = { amount: '10000.5', currency: 'MXN' }
    expect((await messagesFor('es-MX').load()).cash(money)).toContain('10,000.50')
    expect((await messagesFor('es-ES').load()).cash(money)).toContain('10.000,50')
    expect((await messagesFor('ar-EG').load()).asset('1234.5', 'USDC')).toContain('1,234.5')
    expect((await messagesFor('ar').load()).cash({ amount: '5', currency: 'USD' })).toMatch(/US\$\u200e$/)
    expect((await messagesFor('es-MX').load()).stages.paid(facts)).toEqual(
      loaded.get('es')?.stages.paid(facts),
    )
  })
  test('the same wish gets the same texts, so that nothing is drawn again', () => {
    expect(messagesFor('es-MX')).toBe(messagesFor(['es-MX']))
  })
})
