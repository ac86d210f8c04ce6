import { isOfframpError } from '@offrampkit/core'
import type { SellRequest } from '@offrampkit/core/order'
import type { CallSignal } from '../upstream.ts'
import { errorOf, invalid, tellsError } from './errors.ts'
import { partnerRefPattern } from './hostedUrl.ts'
import { readConfig, readOptions, type WireConfig, type WireOptions } from './wire/catalog.ts'
import { readQuote, type WireQuote } from './wire/quote.ts'
import { readToken } from './wire/token.ts'
import { readTransactionPage, type TransactionPage, type WireTransaction } from './wire/transaction.ts'
import { unreadable } from './wire.ts'

export interface CoinbaseAsk {
  method: 'GET' | 'POST'
  /** Below the host, without the query: `/onramp/v1/sell/config`. */
  path: string
  query?: Readonly<Record<string, string | undefined>>
  body?: Readonly<Record<string, unknown>>
}

/**
 * Brings a question to Coinbase and their parsed body back. Throws an `OfframpError` for everything but a success; the
 * error of a 404 carries `details.status` `404`.
 */
export type CoinbaseTransport = (ask: CoinbaseAsk, call: CallSignal) => Promise<unknown>

export interface TokenParameters {
  /** The wallet that will send. It comes back as the row's sender. */
  address: string
  /** Coinbase's names. */
  networks: readonly string[]
  /** Tickers that the sale is narrowed to. */
  assets: readonly string[]
  /** Documented as required; left out only where a proxy adds it. */
  clientIp?: string
}

export interface QuoteParameters extends Omit<SellRequest, 'network' | 'method'> {
  networkName: string
  method: string
}

/** Coinbase's sell API, read but not yet mapped. Every method throws only `OfframpError`. */
export interface CoinbaseApi {
  createToken(parameters: TokenParameters, call?: CallSignal): Promise<string>
  quote(parameters: QuoteParameters, call?: CallSignal): Promise<WireQuote>
  config(call?: CallSignal): Promise<WireConfig>
  options(place: { country: string; subdivision?: string }, call?: CallSignal): Promise<WireOptions>
  /** All rows of one reference, newest first. None when Coinbase does not know it. */
  userTransactions(partnerUserRef: string, call?: CallSignal): Promise<WireTransaction[]>
  /** One page of the whole app's history, between two UTC days (`YYYY-MM-DD`, start inclusive, end exclusive). */
  transactions(
    range: { startDate?: string; endDate?: string; pageKey?: string; pageSize?: number },
    call?: CallSignal,
  ): Promise<TransactionPage>
}

const root = '/onramp/v1'
/** The default would be 1, which hides a second live row. */
const pageSize = 20
const maxPages = 5

/** @example createCoinbaseApi(createTransport({ … })) */
export function createCoinbaseApi(transport: CoinbaseTransport): CoinbaseApi {
  async function ask<value>(read: (body: unknown) => value, question: CoinbaseAsk, call: CallSignal = {}) {
    const body = await transport(question, call)
    try {
      return read(body)
    } catch (error) {
      // Some answers tell an error under a success status.
      throw tellsError(body) ? errorOf({ status: null, body }) : error
    }
  }

  const userPage = (ref: string, pageKey: string | null, call?: CallSignal) =>
    ask(
      readTransactionPage,
      {
        method: 'GET',
        path: `${root}/sell/user/${ref}/transactions`,
        query: { page_size: String(pageSize), page_key: pageKey ?? undefined },
      },
      call,
    )

  return {
    createToken: ({ address, networks, assets, clientIp }, call) =>
      ask(
        readToken,
        {
          method: 'POST',
          path: `${root}/token`,
          body: {
            addresses: [{ address, blockchains: networks }],
            assets,
            ...(clientIp === undefined ? {} : { clientIp }),
          },
        },
        call,
      ),

    // A plain quote: with source_address, redirect_url and a partner reference it would make a row upstream.
    quote: (p, call) =>
      ask(
        readQuote,
        {
          method: 'POST',
          path: `${root}/sell/quote`,
          body: {
            sell_currency: p.asset,
            sell_network: p.networkName,
            sell_amount: p.amount,
            cashout_currency: p.cashoutCurrency,
            payment_method: p.method,
            country: p.country,
            ...(p.subdivision === undefined ? {} : { subdivision: p.subdivision }),
          },
        },
        call,
      ),

    config: (call) => ask(readConfig, { method: 'GET', path: `${root}/sell/config` }, call),

    options: ({ country, subdivision }, call) =>
      ask(
        readOptions,
        { method: 'GET', path: `${root}/sell/options`, query: { country, subdivision } },
        call,
      ),

    async userTransactions(partnerUserRef, call) {
      if (!partnerRefPattern.test(partnerUserRef))
        throw invalid('The reference of the order cannot be part of a path.', 'Start a new order.')
      const rows: WireTransaction[] = []
      const seen = new Set<string>()
      let pageKey: string | null = null
      for (let count = 0; count < maxPages; count += 1) {
        const asked: Promise<TransactionPage> = userPage(partnerUserRef, pageKey, call)
        // Only at first: a later page that is not there is one that was not read.
        const page: TransactionPage | null = await (pageKey === null ? asked.catch(noneIfAbsent) : asked)
        if (page === null) return rows
        rows.push(...page.transactions)
        pageKey = page.nextPageKey
        if (pageKey === null) return rows
        if (seen.has(pageKey)) break
        seen.add(pageKey)
      }
      // A hundred rows, or pages that run in circles, are not the history of one sale.
      throw unreadable('the pages of its transactions')
    },

    transactions: ({ startDate, endDate, pageKey, pageSize: size }, call) =>
      ask(
        readTransactionPage,
        {
          method: 'GET',
          path: `${root}/sell/transactions`,
          query: {
            start_date: startDate,
            end_date: endDate,
            page_key: pageKey,
            page_size: size === undefined ? undefined : String(size),
          },
        },
        call,
      ),
  }
}

/** A reference that Coinbase has not heard of yet is a 404 to some and an empty list to others: both mean no rows. */
function noneIfAbsent(error: unknown): null {
  if (!isOfframpError(error) || error.code !== 'provider_rejected') throw error
  const { status, reason } = error.details ?? {}
  if (status === '404' || (status === undefined && (reason === '5' || reason === 'not_found'))) return null
  throw error
}
