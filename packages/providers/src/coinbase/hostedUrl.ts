import { isDecimal } from '@offrampkit/core/money'
import { secureUrl } from '../secureUrl.ts'
import { invalid } from './errors.ts'
import { type CashoutMethod, isCashoutMethod } from './methods.ts'

/** Where Coinbase's page lives. */
export const coinbaseSellPage = 'https://pay.coinbase.com/v3/sell/input'

/**
 * Every parameter of the hosted page, under its own name.
 * Source: https://docs.cdp.coinbase.com/onramp/offramp/generating-offramp-url (2026); `quoteId` is from the one-click page.
 */
export interface HostedUrlParameters {
  /** Single use, 5 minutes. */
  sessionToken: string
  /** Our name for the order: fewer than 50 of `[A-Za-z0-9_-]`, as it becomes part of a signed path. */
  partnerUserRef: string
  /** `https`, `http` on localhost, or an app's own scheme. Off their allowlist it is ignored without a word. */
  redirectUrl: string
  /** Their name of a network, such as `base`. */
  defaultNetwork?: string
  /** Ticker or asset id. */
  defaultAsset?: string
  /** Decimal text. Wins over `presetFiatAmount`. */
  presetCryptoAmount?: string
  /** Decimal text; needs `fiatCurrency` USD, CAD, GBP or EUR. Left out when `presetCryptoAmount` is there. */
  presetFiatAmount?: string
  defaultCashoutMethod?: CashoutMethod
  /** ISO 4217. */
  fiatCurrency?: string
  /** Locks the one-click flow (an asset and a preset amount given); without it the user may change everything. */
  disableEdit?: boolean
  /** The id of a quote, to start from its numbers. */
  quoteId?: string
}

/** `partnerUserRef` "must be less than 50 chars"; the alphabet keeps it unescaped in the signed path of the status API. */
export const partnerRefPattern = /^[A-Za-z0-9_-]{1,49}$/

const presetCurrencies = ['USD', 'CAD', 'GBP', 'EUR']

const patterns = {
  sessionToken: /^[A-Za-z0-9._~+/=-]{1,2048}$/,
  partnerUserRef: partnerRefPattern,
  defaultNetwork: /^[a-z0-9-]{1,64}$/,
  defaultAsset: /^[A-Za-z0-9._-]{1,64}$/,
  fiatCurrency: /^[A-Z]{3}$/,
  quoteId: /^[A-Za-z0-9_-]{1,128}$/,
} as const

/**
 * The URL of the hosted sale. Holds the session token: open it, and never store or log it.
 *
 * @param page - the page itself; replaced only to talk to a stand-in
 * @throws OfframpError `invalid_request` naming the parameter that does not fit
 * @example buildHostedUrl({ sessionToken, partnerUserRef: orderId, redirectUrl: 'https://app.example/return' })
 */
export function buildHostedUrl(parameters: HostedUrlParameters, page: string = coinbaseSellPage): string {
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = parameters[name as keyof typeof patterns]
    const required = name === 'sessionToken' || name === 'partnerUserRef'
    if (value === undefined ? required : !pattern.test(value)) throw misfit(name)
  }
  const { presetCryptoAmount, presetFiatAmount, fiatCurrency, defaultCashoutMethod } = parameters
  if (!isRedirectUrl(parameters.redirectUrl)) throw misfit('redirectUrl')
  if (presetCryptoAmount !== undefined && !isPositive(presetCryptoAmount)) throw misfit('presetCryptoAmount')
  const fiat = presetCryptoAmount === undefined ? presetFiatAmount : undefined
  if (fiat !== undefined) {
    if (!isPositive(fiat)) throw misfit('presetFiatAmount')
    if (!presetCurrencies.includes(fiatCurrency ?? ''))
      throw invalid(
        'A preset amount in fiat works for USD, CAD, GBP and EUR only.',
        'Pass one of them as fiatCurrency, or preset the amount in crypto.',
        { parameter: 'presetFiatAmount' },
      )
  }
  if (defaultCashoutMethod !== undefined && !isCashoutMethod(defaultCashoutMethod))
    throw misfit('defaultCashoutMethod')

  const url = pageUrl(page)
  const set = (name: keyof HostedUrlParameters, value: string | undefined) => {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  set('sessionToken', parameters.sessionToken)
  set('partnerUserRef', parameters.partnerUserRef)
  set('redirectUrl', parameters.redirectUrl)
  set('defaultNetwork', parameters.defaultNetwork)
  set('defaultAsset', parameters.defaultAsset)
  set('presetCryptoAmount', presetCryptoAmount)
  set('presetFiatAmount', fiat)
  set('defaultCashoutMethod', defaultCashoutMethod)
  set('fiatCurrency', fiatCurrency)
  set('disableEdit', parameters.disableEdit === undefined ? undefined : String(parameters.disableEdit))
  set('quoteId', parameters.quoteId)
  return url.href
}

function isPositive(text: string): boolean {
  return isDecimal(text) && /[1-9]/.test(text)
}

/** Schemes that run or read something instead of going somewhere. */
const unsafeScheme = /^(javascript|data|blob|file|vbscript|about|http|https|ws|wss|ftp):/i

/** Their allowlist knows `https://…` and `custom-scheme://path`; localhost needs no listing. */
function isRedirectUrl(text: string): boolean {
  if (text.length > 2048) return false
  if (secureUrl(text) !== null) return true
  return /^[a-z][a-z0-9+.-]*:\/\/[!-~]+$/i.test(text) && !unsafeScheme.test(text)
}

function pageUrl(page: string): URL {
  const url = secureUrl(page)
  if (url === null || url.search !== '' || url.hash !== '')
    throw invalid('The address of the hosted page is not usable.', 'Leave it out to use Coinbase itself.')
  return url
}

function misfit(parameter: string) {
  return invalid(
    `The parameter ${parameter} of the hosted page is missing or does not fit.`,
    'See HostedUrlParameters for what it may hold.',
    { parameter },
  )
}
