import type { Money } from '@offrampkit/core/money'

/**
 * A sum for people. `Intl` takes decimal text as it is, so no digit passes through a float
 * (https://tc39.es/ecma402/#sec-tointlmathematicalvalue).
 */
export function formatMoney(locale: string, { amount, currency }: Money): string {
  const text = amount as unknown as number
  if (/^[A-Z]{3}$/.test(currency)) {
    try {
      return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(text)
    } catch {
      // Not a currency that this browser knows: shown like an asset.
    }
  }
  const digits = Math.min(amount.split('.')[1]?.length ?? 0, 20)
  return `${new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: 20 }).format(text)} ${currency}`
}

/** `4:05`, or `1:02:03` from an hour on. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const pad = (value: number) => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`
}

/** An id such as `ACH_BANK_ACCOUNT` or `coinbase` as words. */
export function titleCase(id: string): string {
  const words = id.replace(/[_-]+/g, ' ').trim().toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
