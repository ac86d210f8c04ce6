import type { Decimal, Money } from '@offrampkit/core/money'
import type { OfframpMessages } from './messages.ts'

/** `Intl` takes decimal text as it is, so no digit passes through a float (https://tc39.es/ecma402/#sec-tointlmathematicalvalue). */
const exact = (amount: Decimal) => amount as unknown as number
const fractionOf = (amount: Decimal) => amount.split('.')[1]?.length ?? 0

/** A locale for `Intl`, or several, best first. */
type Locales = string | string[]

/** A sum of money for people. Digits may be added, as in `$12.80`; none is ever rounded away. */
export function formatMoney(locale: Locales, { amount, currency }: Money): string {
  try {
    const plain = new Intl.NumberFormat(locale, { style: 'currency', currency })
    const usual = plain.resolvedOptions().maximumFractionDigits ?? 2
    if (fractionOf(amount) <= usual) return plain.format(exact(amount))
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      maximumFractionDigits: Math.min(fractionOf(amount), 100),
    }).format(exact(amount))
  } catch {
    // Not a currency that this browser knows.
    return formatAsset(locale, amount, currency)
  }
}

/** An amount of an asset, with every digit that it has: what is shown is what is sent. */
export function formatAsset(locale: Locales, amount: Decimal, symbol: string): string {
  const digits = Math.min(fractionOf(amount), 100)
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return `${new Intl.NumberFormat(locale, options).format(exact(amount))} ${symbol}`
}

/** `4:05`, or `1:02:03` from an hour on. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const pad = (value: number) => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`
}

/** `Jan 15, 2026, 1:00 PM GMT+1`: a moment in the user's own time zone, which is named, so that it can be shared. */
export function formatTime(locale: Locales, at: number): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at)
}

/**
 * How one language, or a region's way with it, writes sums and moments. Digits are always 0 to 9: whoever compares an amount
 * with what their wallet shows must find the same signs. A browser that does not know the language writes as in English.
 */
export function formatsOf(locale: string): Pick<OfframpMessages, 'asset' | 'cash' | 'duration' | 'time'> {
  const locales = [`${locale}-u-nu-latn`, 'en']
  return {
    asset: (amount, symbol) => formatAsset(locales, amount, symbol),
    // Between words from right to left the sign of `US$` would jump to the other side of its letters.
    cash: (value) => formatMoney(locales, value).replace(/^(\u200f.*[A-Z]\$)/, '$1\u200e'),
    duration: formatDuration,
    time: (at) => formatTime(locales, at),
  }
}

/** The form of a count that the language's rules ask for. */
export function plural(
  locale: string,
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  return forms[new Intl.PluralRules([locale, 'en']).select(count)] ?? forms.other
}

/** Payout methods in words of the language; an id that is not among them is written as words. */
export const methodsIn =
  (words: Readonly<Record<string, string>>): OfframpMessages['method'] =>
  (id) =>
    words[id.toUpperCase()] ?? titleCase(id)

const acronyms: ReadonlySet<string> = new Set(['ach', 'pix', 'rtp', 'sepa', 'spei', 'upi'])

/** An id such as `ACH_BANK_ACCOUNT` or `coinbase` as words. */
export function titleCase(id: string): string {
  const words = id.toLowerCase().split(/[_\s-]+/)
  const spoken = words.map((word) => (acronyms.has(word) ? word.toUpperCase() : word)).join(' ')
  return spoken.charAt(0).toUpperCase() + spoken.slice(1)
}
