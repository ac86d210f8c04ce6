import { type SandboxAsset, type SandboxChain, sandboxAssets } from '../../chain/describe.ts'
import { fromFixed, isDecimal, toBaseUnits, toFixed } from '../../decimal.ts'
import {
  COUNTRIES,
  type Country,
  currenciesOf,
  findCountry,
  METHODS,
  type Method,
  sellCurrencies,
} from '../catalog.ts'
import { amountForFiat, type Prices } from '../pricing.ts'
import type { StoredQuote } from '../quotes.ts'
import type { TokenGrant } from '../tokens.ts'

/** What the user is about to sell, as the form holds it. */
interface OrderForm {
  asset: string
  network: string
  amount: string
  currency: string
  method: Method
}

/** One visit to the hosted page. */
export interface HostedSession {
  id: string
  grant: TokenGrant
  ref: string
  /** What the app asked for, kept on the order; and whether the page will go there. */
  redirectUrl: string
  redirectAllowed: boolean
  step: 'sign-in' | 'order' | 'preview' | 'placed' | 'left'
  /** Asset and amount were given, so the order form is skipped. */
  oneClick: boolean
  /** `disableEdit`: only locks the one-click flow. */
  locked: boolean
  country: Country
  choices: readonly SandboxAsset[]
  form: OrderForm
  orderId: string | null
}

/** What this token may sell on the chains that run here. */
export function choicesOf(
  grant: TokenGrant,
  chains: readonly SandboxChain[],
  publicUrl: string,
): SandboxAsset[] {
  const idOf = new Map(sellCurrencies(chains, publicUrl).map((row) => [row.symbol, row.id]))
  const narrowed = (symbol: string) =>
    grant.assets.length === 0 ||
    grant.assets.includes(symbol) ||
    grant.assets.includes(idOf.get(symbol) ?? '')
  return sandboxAssets(chains).filter((a) => grant.addresses.has(a.coinbaseNetwork) && narrowed(a.symbol))
}

/** Presets in fiat exist for these only (hosted URL reference, 2026). */
const FIAT_PRESETS = ['USD', 'CAD', 'GBP', 'EUR']

function presetAmount(
  query: URLSearchParams,
  quote: StoredQuote | null,
  asset: SandboxAsset,
  currency: string,
  prices: Prices,
) {
  const crypto = query.get('presetCryptoAmount')
  if (crypto !== null) return validAmount(crypto, asset) ? crypto : ''
  const fiat = query.get('presetFiatAmount')
  if (fiat !== null && isDecimal(fiat) && FIAT_PRESETS.includes(currency)) {
    const amount = amountForFiat(prices, asset.symbol, fiat, currency, asset.decimals)
    return amount === null || amount === 0n ? '' : fromFixed(amount)
  }
  return quote?.asset === asset.symbol ? quote.amount : ''
}

/** Whether the asset can move exactly this amount. */
export function validAmount(amount: string, asset: SandboxAsset): boolean {
  return isDecimal(amount) && toFixed(amount) > 0n && toBaseUnits(amount, asset.decimals) !== null
}

/** The country whose currency was asked for, else the US. */
function guessCountry(currency: string): Country {
  return COUNTRIES.find((c) => c.currency === currency) ?? (COUNTRIES[0] as Country)
}

export function moveTo(session: HostedSession, countryId: string): void {
  const country = findCountry(countryId)
  if (country === null) return
  session.country = country
  if (!country.methods.includes(session.form.method)) session.form.method = country.methods[0] as Method
  if (!currenciesOf(country).includes(session.form.currency)) session.form.currency = country.currency
}

/** Reads every parameter of the hosted URL. What does not fit is ignored, as there. */
export function readSession(
  query: URLSearchParams,
  given: { id: string; grant: TokenGrant; choices: SandboxAsset[]; redirectAllowed: boolean },
  quote: StoredQuote | null,
  prices: Prices,
  currencyIds: ReadonlyMap<string, string>,
): HostedSession {
  const named = query.get('defaultAsset') ?? quote?.asset ?? ''
  const symbol = currencyIds.get(named) ?? named
  const network = query.get('defaultNetwork') ?? quote?.network ?? ''
  const ofSymbol = given.choices.filter((a) => a.symbol === symbol)
  const pool = ofSymbol.length > 0 ? ofSymbol : given.choices
  const asset = (pool.find((a) => a.coinbaseNetwork === network) ?? pool[0]) as SandboxAsset
  const fiat = query.get('fiatCurrency') ?? quote?.currency ?? 'USD'
  const amount = presetAmount(query, quote, asset, fiat, prices)
  const oneClick = ofSymbol.length > 0 && query.has('defaultAsset') && amount !== ''
  const session: HostedSession = {
    ...given,
    ref: query.get('partnerUserRef') ?? '',
    redirectUrl: query.get('redirectUrl') ?? '',
    step: 'sign-in',
    oneClick,
    locked: oneClick && query.get('disableEdit') === 'true',
    country: guessCountry(fiat),
    form: {
      asset: asset.symbol,
      network: asset.coinbaseNetwork,
      amount,
      currency: fiat,
      method: METHODS.find((m) => m === query.get('defaultCashoutMethod')) ?? quote?.method ?? 'FIAT_WALLET',
    },
    orderId: null,
  }
  moveTo(session, session.country.id)
  return session
}
