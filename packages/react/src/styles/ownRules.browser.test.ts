import { expect, test } from 'vitest'
import theming from '../../THEMING.md?raw'
import midnight from './presets/midnight.css?inline'
import neutral from './presets/neutral.css?inline'
import rounded from './presets/rounded.css?inline'
import terminal from './presets/terminal.css?inline'
import styles from './styles.css?inline'

// What the browser made of the style sheets, so that no way of writing a rule hides one.

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}

function rulesIn(list: CSSRuleList): CSSRule[] {
  return [...list].flatMap((rule) =>
    'cssRules' in rule && !(rule instanceof CSSKeyframesRule)
      ? [rule, ...rulesIn(rule.cssRules as CSSRuleList)]
      : [rule],
  )
}

/** Selectors that are not inside of another rule, each on its own. */
const selectorsOf = (css: string) =>
  rulesIn(sheetOf(css).cssRules)
    .filter((rule) => rule instanceof CSSStyleRule)
    .filter((rule) => !(rule.parentRule instanceof CSSStyleRule))
    .flatMap(({ selectorText }) => selectorText.split(/,(?![^(]*\))/).map((one) => one.trim()))

/** What a selector takes hold of: its last part. */
const subject = (selector: string) => selector.split(/\s*[>+~]\s*|\s+(?![^(]*\))/).at(-1) ?? ''

test('every rule takes hold of an element of the kit, and of nothing else in the page', () => {
  const foreign = selectorsOf(styles).filter((one) => !/\.ofk-[a-z]/.test(subject(one)))
  expect(foreign).toEqual([])
  expect(selectorsOf(styles).length).toBeGreaterThan(60)
})

test('a preset sets variables of the kit, for those who ask for it by name', () => {
  for (const [name, css] of Object.entries({ midnight, neutral, rounded, terminal })) {
    const own = `[data-ofk-preset="${name}"]`
    expect(
      new Set(selectorsOf(css).map((one) => one.replace(/^\[data-theme="(light|dark)"\] ?/, ''))),
    ).toEqual(new Set([own]))
    const rules = rulesIn(sheetOf(css).cssRules).filter((rule) => rule instanceof CSSStyleRule)
    const set = rules.flatMap(({ style }) => [...style])
    expect(set.length).toBeGreaterThan(8)
    expect(set.filter((property) => !variables.has(property) && property !== 'color-scheme')).toEqual([])
    // For bundlers that rewrite light-dark(); as the browser reads it, it changes nothing.
    for (const { style } of rules) expect(style.colorScheme || 'inherit').toBe('inherit')
  }
})

test('everything is in the layer, so that whatever an app says without one wins', () => {
  for (const css of [styles, midnight, neutral, rounded, terminal])
    for (const rule of sheetOf(css).cssRules) {
      expect(rule).toBeInstanceOf(CSSLayerBlockRule)
      expect((rule as CSSLayerBlockRule).name).toBe('offrampkit')
    }
})

test('keyframes bear the name of the kit', () => {
  const names = rulesIn(sheetOf(styles).cssRules)
    .filter((rule) => rule instanceof CSSKeyframesRule)
    .map(({ name }) => name)
  expect(names.filter((name) => !name.startsWith('ofk-'))).toEqual([])
  expect(names.length).toBeGreaterThan(0)
})

/** Each variable of the kit with what it is where nobody sets it. */
const variables = new Map<string, string>()
for (const { index } of styles.matchAll(/var\(\s*--ofk-/g)) {
  let depth = 0
  let end = index
  do {
    depth += styles[end] === '(' ? 1 : styles[end] === ')' ? -1 : 0
    end += 1
  } while (depth > 0 || styles[end - 1] !== ')')
  const [name = '', ...value] = styles.slice(index + 4, end - 1).split(',')
  if (!variables.has(name.trim())) variables.set(name.trim(), value.join(',').replace(/\s+/g, ' ').trim())
}

test('every variable is in the table of the documentation, with what it is by itself, and no other is', () => {
  const told = new Map(
    [...theming.matchAll(/^\| `(--ofk-[\w-]+)` \| `([^`]+)` \|/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(variables))
})
