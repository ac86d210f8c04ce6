import { OfframpError, type OfframpErrorCode } from '@offrampkit/core'
import type { SellQuote, SellQuotes } from '@offrampkit/core/api'
import { equalDecimals } from '@offrampkit/core/money'
import type { SellRequest } from '@offrampkit/core/order'
import { useMemo } from 'react'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { useSellQuote } from '../hooks/useSellQuote.ts'
import { useSellQuotes } from '../hooks/useSellQuotes.ts'
import { untilFresh } from '../queries/retry.ts'
import { runtimeOf } from '../runtime/runtime.ts'

/** What the providers pay for a sale, as far as it is known. */
export interface CardPrices {
  /** Best first; `undefined` until somebody has told one. They may be of the sale before: see `fresh`. */
  data: SellQuotes | undefined
  /** They are about the sale as it stands. */
  fresh: boolean
  error: OfframpError | null
  /** All of them have answered, and none buys it: asking again tells nothing else. */
  refused: boolean
  /** When they came, by the server's clock; milliseconds since 1970. */
  at: number
  retry(): void
}

/** What to price, or `null` while that is not known. */
export interface PricesParameters {
  config: OfframpConfig
  request: SellRequest | null
  providers: readonly string[]
  /** Whether to ask. What is known stays on show. */
  enabled: boolean
  refreshMs: number
}

/** Asks what each provider pays, and again now and then. Where there is only one, that one is asked: nobody is compared with it. */
export function usePrices({ config, request, providers, enabled, refreshMs }: PricesParameters): CardPrices {
  const [only = '', ...others] = providers
  const alone = others.length === 0
  const on = enabled && request !== null
  const again = (stale: boolean | undefined) => untilFresh(stale) || refreshMs
  const one = useSellQuote({
    ...request,
    ...(only ? { provider: only } : {}),
    config,
    query: { enabled: on && alone, refetchInterval: ({ state: { data } }) => again(data?.stale) },
  })
  const all = useSellQuotes({
    ...request,
    config,
    query: {
      enabled: on && !alone,
      refetchInterval: ({ state: { data } }) => again(data?.quotes.some(({ stale }) => stale)),
    },
  })
  const { isPlaceholderData, isFetching, dataUpdatedAt, refetch } = alone ? one : all
  const told = alone ? alonesOf(only, one) : all.data
  // An answer of a while ago, that the cache still had, is as old as it is: TanStack keeps its moment, by the browser's clock.
  const at = useMemo(
    () => runtimeOf(config).clock.now() - Math.max(0, Date.now() - dataUpdatedAt),
    [config, dataUpdatedAt],
  )
  const asked = (provider: string) => providers.includes(provider)
  const data = told && {
    quotes: told.quotes.filter((quote) => asked(quote.provider)),
    unavailable: told.unavailable.filter(({ provider }) => asked(provider)),
  }
  const answered = on && data !== undefined && !isPlaceholderData
  // An answer about another amount is never this one's price, whoever gave it.
  const astray = answered && !data.quotes.every((quote) => isPriceOf(quote, request))
  const failed = on && !isPlaceholderData && data === undefined ? (alone ? one : all).error : null
  return {
    data: astray ? undefined : data,
    fresh: answered && !astray,
    error: astray ? unreadable() : failed,
    refused: data?.quotes.length === 0 && data.unavailable.every(({ reason }) => !reason.retryable),
    at,
    retry: () => {
      if (on && !isFetching) void refetch()
    },
  }
}

/** As core's `isAbout`, whose entry would bring every schema into the page at once where esbuild bundles it; and of what it pays. */
const isPriceOf = ({ sell, receive }: SellQuote, request: SellRequest) =>
  sell.asset === request.asset &&
  sell.network === request.network &&
  equalDecimals(sell.amount, request.amount) &&
  receive.currency === request.cashoutCurrency

/** That a provider has no price is part of the answer, as where several are asked. */
const refusals: ReadonlySet<OfframpErrorCode> = new Set([
  'amount_out_of_limits',
  'provider_rejected',
  'provider_unavailable',
  'provider_unreadable',
  'unknown_asset',
  'unsupported_network',
  'unsupported_operation',
])

function alonesOf(
  provider: string,
  { data, error }: { data: SellQuote | undefined; error: OfframpError | null },
): SellQuotes | undefined {
  if (data) return { quotes: [data], unavailable: [] }
  return error && refusals.has(error.code)
    ? { quotes: [], unavailable: [{ provider, reason: error.toJSON() }] }
    : undefined
}

const unreadable = () =>
  new OfframpError({
    code: 'backend_unreadable',
    message: 'The backend answered with the price of another sale.',
    why: 'A price is shown for the very amount that is sold, or not at all.',
    action: 'Answer about the amount, asset, network and currency that were asked for.',
  })
