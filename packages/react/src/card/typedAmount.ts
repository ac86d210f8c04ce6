import { type Decimal, equalDecimals } from '@offrampkit/core/money'

/** What an amount that was typed says. */
export type TypedAmount =
  | { kind: 'empty' }
  | { kind: 'unreadable' }
  | { kind: 'read'; amount: Decimal }
  /** `1.000` is one to some readers and a thousand to others: only who typed it knows. */
  | { kind: 'ambiguous'; readings: readonly [Decimal, Decimal] }

/** The zeros of the digits that phones and keyboards type: Latin, Arabic, Persian, Devanagari, full width. */
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0xff10]
/** No amount is longer; a paste may be. */
const longest = 96
const groups = /^(\d{1,3}(G\d{3})+|[1-9]\d?(G\d\d)*G\d{3})$/

/**
 * Reads an amount as people of any language type it: with a point or a comma before the fraction, with thousands apart or not, in
 * Arabic, Persian or Hindi digits. It guesses nothing: what can be read in two ways is answered with both, whatever the language of
 * the page, since it says nothing about the reader's habit.
 *
 * @example readTypedAmount('1,5') // { kind: 'read', amount: '1.5' }
 * @example readTypedAmount('1.000') // { kind: 'ambiguous', readings: ['1', '1000'] }
 */
export function readTypedAmount(text: string): TypedAmount {
  const plain = plainly(text)
  if (plain === '') return { kind: 'empty' }
  if (plain.length > longest || !/^[\d.,DG]*\d[\d.,DG]*$/.test(plain)) return { kind: 'unreadable' }
  const found: Decimal[] = []
  for (const point of ['', '.', ',', 'D'])
    for (const between of ['', '.', ',', 'G']) {
      const amount = readAs(plain, point, between)
      if (amount !== null && !found.some((known) => equalDecimals(known, amount))) found.push(amount)
    }
  const [first, second] = found.sort((a, b) => a.length - b.length)
  if (first === undefined) return { kind: 'unreadable' }
  return second === undefined
    ? { kind: 'read', amount: first }
    : { kind: 'ambiguous', readings: [first, second] }
}

/** Latin digits; `D` for a mark that only ever stands before a fraction, `G` for one that only ever stands between thousands. */
function plainly(text: string): string {
  return text
    .trim()
    .replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
    .replace(/\p{Nd}/gu, (digit) => {
      const point = digit.codePointAt(0) ?? 0
      const zero = zeros.find((one) => point >= one && point < one + 10)
      return zero === undefined ? digit : String(point - zero)
    })
    .replace(/\u066b/g, 'D')
    .replace(/[\s'’\u066c]/g, 'G')
    .replace(/[،，]/g, ',')
    .replace(/．/g, '.')
}

/** With these marks before the fraction and between the thousands; `null` where it cannot be meant like that. */
function readAs(plain: string, point: string, between: string): Decimal | null {
  if (point !== '' && point === between) return null
  const [whole = '', fraction, ...more] = point === '' ? [plain] : plain.split(point)
  if (more.length > 0 || (point !== '' && fraction === undefined)) return null
  if (between !== '' && !isGrouped(whole, between)) return null
  const digits = between === '' ? whole : whole.replaceAll(between, '')
  if (!/^\d*$/.test(digits) || !/^\d*$/.test(fraction ?? '')) return null
  const after = (fraction ?? '').replace(/0+$/, '')
  return (digits.replace(/^0+(?=\d)/, '') || '0') + (after === '' ? '' : `.${after}`)
}

const isGrouped = (whole: string, between: string) =>
  !whole.startsWith('0') && groups.test(whole.replaceAll(between, 'G')) && whole.includes(between)

/**
 * An amount as the input shows it: with the mark that the language has before a fraction, and with nothing between the thousands.
 *
 * @example writeAmount('1234.5', 'es') // '1234,5'
 */
export function writeAmount(amount: Decimal, locale: string): string {
  const parts = new Intl.NumberFormat([`${locale}-u-nu-latn`, 'en']).formatToParts(1.5)
  return amount.replace('.', parts.find(({ type }) => type === 'decimal')?.value ?? '.')
}
