import { OfframpError, type OfframpErrorCode } from '@offrampkit/core'
import type { SellOptions, SellQuote, SellQuotes } from '@offrampkit/core/api'
import { formatAmount, parseAmount } from '@offrampkit/core/money'
import type { SellRequest } from '@offrampkit/core/order'
import type { StoryBackend } from './storyBackend.ts'
import { storyNow, storyRegistry } from './storyWorld.ts'

/** How a provider of the story prices: hundredths of the currency for one of the asset, and a fee that does not grow. */
interface Dealer {
  cents: bigint
  feeCents: bigint
  kind?: SellQuote['kind']
  expiresAt?: number
  limits?: { min: string; max: string }
  /** It has no price. */
  down?: OfframpErrorCode
  stale?: boolean
}

/** A market inside the page. Change a dealer, or take one away, and the next prices are other ones. */
export interface CardMarket {
  dealers: Record<string, Dealer>
  countries: SellOptions['countries']
  /** What was asked to be priced, in order. */
  asked: SellRequest[]
  /** Prices wait for this. */
  held: Promise<void> | null
  /** What is on offer cannot be read. */
  optionsDown: boolean
}

const storyDealers: Record<string, Dealer> = {
  coinbase: { cents: 100n, feeCents: 37n, limits: { min: '10', max: '25000' } },
  partna: { cents: 99n, feeCents: 50n, kind: 'firm', expiresAt: storyNow + 9 * 60_000 },
  capa: { cents: 98n, feeCents: 0n },
}

const usa = { id: 'US', subdivisions: ['CA', 'NY', 'TX'], methods: ['ACH_BANK_ACCOUNT', 'FIAT_WALLET'] }
const mexico = { id: 'MX', subdivisions: [], methods: [] }

/** Puts a market behind a story's backend. */
export function withMarket(backend: StoryBackend, change: Partial<CardMarket> = {}): CardMarket {
  const market: CardMarket = {
    dealers: structuredClone(storyDealers),
    countries: [usa, mexico],
    asked: [],
    held: null,
    optionsDown: false,
    ...change,
  }
  backend.getOptions = async ({ provider, country }) => {
    if (market.optionsDown) throw unavailable('backend_unreachable')
    const { limits } = market.dealers[provider] ?? {}
    const currency = country === 'MX' ? 'MXN' : 'USD'
    const methods = market.countries.find(({ id }) => id === country)?.methods ?? []
    return {
      provider,
      countries: market.countries,
      currencies: country
        ? [{ id: currency, limits: limits ? methods.map((method) => ({ method, ...limits })) : [] }]
        : [],
      assets: country
        ? storyRegistry.assets
            .filter(({ network }) => ['eip155:8453', 'eip155:1'].includes(network))
            .map(({ symbol, name, network }) => ({ symbol, name, network }))
        : [],
    }
  }
  backend.getQuotes = async (request) => {
    market.asked.push(request)
    await market.held
    const quotes: SellQuote[] = []
    const without: SellQuotes['unavailable'][number][] = []
    for (const [provider, dealer] of Object.entries(market.dealers)) {
      const quote = priceOf(provider, dealer, request)
      if ('sell' in quote) quotes.push(quote)
      else without.push({ provider, reason: quote.toJSON() })
    }
    return { quotes, unavailable: without }
  }
  backend.getQuote = async (request) => {
    market.asked.push(request)
    await market.held
    const { provider = 'coinbase' } = request
    const dealer = market.dealers[provider] ?? { cents: 0n, feeCents: 0n }
    const quote = priceOf(provider, dealer, request)
    if ('sell' in quote) return quote
    throw quote
  }
  return market
}

function priceOf(provider: string, dealer: Dealer, request: SellRequest): SellQuote | OfframpError {
  if (dealer.down) return unavailable(dealer.down)
  const units = parseAmount(request.amount, 6)
  const total = (units * dealer.cents) / 10n ** 6n
  const cents = (text: string) => parseAmount(text, 2)
  const { limits } = dealer
  if (limits && (total < cents(limits.min) || total > cents(limits.max)))
    return unavailable('amount_out_of_limits')
  if (total <= dealer.feeCents) return unavailable('amount_out_of_limits')
  const money = (amount: bigint) => ({ amount: formatAmount(amount, 2), currency: request.cashoutCurrency })
  return {
    provider,
    flow: `${provider}/hosted`,
    quoteId: null,
    kind: dealer.kind ?? 'indicative',
    sell: { amount: request.amount, asset: request.asset, network: request.network },
    receive: money(total - dealer.feeCents),
    subtotal: money(total),
    fees: dealer.feeCents > 0n ? [{ kind: 'provider', amount: money(dealer.feeCents) }] : [],
    method: request.method ?? null,
    quotedAt: storyNow,
    expiresAt: dealer.expiresAt ?? null,
    ...(dealer.stale ? { stale: true } : {}),
  }
}

const unavailable = (code: OfframpErrorCode) => new OfframpError({ code, message: `The story says ${code}.` })
