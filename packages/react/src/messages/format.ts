import type { Decimal, Money } from '@offrampkit/core/money'

/** `Intl` takes decimal text as it is, so no digit passes through a float (https://tc39.es/ecma402/#sec-tointlmathematicalvalue). */
const exact = (amount: Decimal) => amount as unknown as number
const fractionOf = (amount: Decimal) => amount.split('.')[1]?.length ?? 0

/** A sum of money for people. Digits may be added, as in `$12.80`; none is ever rounded away. */
export function formatMoney(locale: string, { amount, currency }: Money): string {
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
export function formatAsset(locale: string, amount: Decimal, symbol: string): string {
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
export function formatTime(locale: string, at: number): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at)
}

const acronyms = new Set(['ach', 'pix', 'rtp', 'sepa', 'spei', 'upi'])

/** An id such as `ACH_BANK_ACCOUNT` or `coinbase` as words. */
export function titleCase(id: string): string {
  const words = id.toLowerCase().split(/[_\s-]+/)
  const spoken = words.map((word) => (acronyms.has(word) ? word.toUpperCase() : word)).join(' ')
  return spoken.charAt(0).toUpperCase() + spoken.slice(1)
}
