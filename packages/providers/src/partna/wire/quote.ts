import * as z from 'zod/mini'
import { decimal, mustRead, own, readAs, record, unreadable, unwrap, word } from '../wire.ts'

const rateSchema = record({
  key: word,
  fromCurrency: z.optional(word),
  toCurrency: z.optional(word),
})

/**
 * The rate key for a pair. Their map names pairs as it pleases: asked for NGN to USDT, the documented answer is called
 * `USDT_to_NGN`. So the entry is searched by what it says, one of the wished direction first.
 *
 * @throws OfframpError `provider_unreadable` when no entry, or more than one key, is about the pair
 */
export function readRateKey(body: unknown, from: string, to: string): string {
  const map = own(unwrap(body), 'rate')
  if (typeof map !== 'object' || map === null) throw unreadable('a rate')
  const entries = Object.entries(map).flatMap(([name, entry]) => {
    const rate = readAs(rateSchema, entry)
    if (rate === null) return []
    const [left, right] = name.split('_to_')
    return [{ key: rate.key, from: rate.fromCurrency ?? left, to: rate.toCurrency ?? right }]
  })
  const direct = entries.filter((rate) => rate.from === from && rate.to === to)
  const found = direct.length > 0 ? direct : entries.filter((rate) => rate.from === to && rate.to === from)
  const keys = new Set(found.map(({ key }) => key))
  const [key] = keys
  if (key === undefined || keys.size > 1) throw unreadable('a rate')
  return key
}

const breakdownSchema = record({
  NetAmountInToCurrency: decimal,
  TotalAmountInToCurrency: z.optional(decimal),
  TotalFeesInToCurrency: z.optional(decimal),
  DepositFeeInToCurrency: z.optional(decimal),
  MerchantFeeInToCurrency: z.optional(decimal),
  WithdrawalFeeInToCurrency: z.optional(decimal),
})

/** What `POST /ramp/breakdown` says, in PascalCase as nothing else of theirs. */
export type WireBreakdown = z.output<typeof breakdownSchema>

/** @throws OfframpError `provider_unreadable` */
export function readBreakdown(body: unknown): WireBreakdown {
  return mustRead(breakdownSchema, unwrap(body), 'a quote')
}

const validitySchema = record({ isValid: z.boolean(), isExp: z.optional(z.boolean()) })

/** @throws OfframpError `provider_unreadable` */
export function readValidity(body: unknown): boolean {
  const { isValid, isExp } = mustRead(validitySchema, unwrap(body), 'a rate')
  return isValid && isExp !== true
}
