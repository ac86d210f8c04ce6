import { createHmac } from 'node:crypto'
import { type NetworkId, OfframpError, type OfframpErrorCode, readAddress } from '@offrampkit/core'
import type { BindRules } from '@offrampkit/core/deposit'
import { isDecimal, parseAmount, parseJsonExactly } from '@offrampkit/core/money'
import type { OrderEvent, RowField, RowState, SellRequest } from '@offrampkit/core/order'
import type { FlowDescriptor, ServerProvider, ServerProviderFactory } from '@offrampkit/core/provider'
import * as z from 'zod/mini'

const hour = 3_600_000

/** The user sells on MoonPay's page, comes back, and sends to the address that the API then tells. */
export const moonpayHosted = {
  id: 'moonpay/hosted',
  provider: 'moonpay',
  capabilities: {
    // The redirect names an address too. It came through a browser: it is a hint, and the API is asked.
    instructionFrom: 'poll',
    open: ['popup', 'tab', 'redirect'],
    returnsUser: true,
    confirm: 'none',
    refunds: 'to_sender',
    cancel: false,
  },
  reference: 'ours',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'none',
  clocks: { order: 48 * hour, price: null, session: null },
  // Their webhooks are signed over `t.body`, which core has no verifier for: news come by polling alone.
  news: { webhook: 'none', poll: true },
} as const satisfies FlowDescriptor

/** What a sale of theirs must satisfy to be paid. */
export const moonpayRules = {
  states: ['waiting'],
  required: ['to', 'amount', 'amountCurrency', 'asset', 'network', 'createdAt'],
  createdBeforeMs: 60_000,
  createdAfterMs: 60_000,
  // "Deposit timeout" 48 hours after it was made.
  windowMs: 48 * hour,
  marginMs: hour,
  // The API names no sender.
  sender: 'ignored',
  senderIgnoredOn: [],
  amountCurrency: 'must_equal_asset',
  // Both stand in the signed URL, so that the page has no reason to sell anything else.
  asAsked: ['asset', 'network'],
  frozen: ['to', 'asset', 'network', 'amount', 'amountCurrency'],
} as const satisfies BindRules

/** Their codes of what this example sells. A code that is not here is told under a prefix that no registry holds. */
const codes: Readonly<Record<string, { network: NetworkId; symbol: string }>> = {
  usdc: { network: 'eip155:1', symbol: 'USDC' },
  usdc_base: { network: 'eip155:8453', symbol: 'USDC' },
}

const states: Readonly<Record<string, RowState>> = {
  waitingForDeposit: 'waiting',
  pending: 'processing',
  completed: 'paid',
  failed: 'failed',
}

const word = z.string().check(z.minLength(1), z.maxLength(256), z.regex(/^[\x21-\x7e]+$/))
const amount = z.string().check(z.refine(isDecimal))
const maybe = <schema extends z.ZodMiniType>(schema: schema) => z.optional(z.nullable(schema))
const saleSchema = z.object({
  id: z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)),
  status: word,
  createdAt: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/)),
  baseCurrencyAmount: amount,
  baseCurrency: z.object({ code: word }),
  quoteCurrencyAmount: maybe(amount),
  quoteCurrency: maybe(z.object({ code: word })),
  depositWallet: maybe(z.object({ walletAddress: word, walletAddressTag: maybe(z.string()) })),
  depositHash: maybe(z.string().check(z.regex(/^0x[0-9a-fA-F]{64}$/))),
  externalTransactionId: word,
})
// One in the documented example; a list where a reference was used more than once.
const salesSchema = z.union([z.array(saleSchema).check(z.maxLength(100)), saleSchema])
const quoteSchema = z.object({ quoteCurrencyAmount: amount, feeAmount: amount })

/** The half with the secret key. Hand it to `createOfframpHandler`: `providers: [moonpay({ … })]`. */
export function moonpay(options: { publishableKey: string; secretKey: string }): ServerProviderFactory {
  const flow = moonpayHosted
  return ({ registry, fetch, now }) => {
    /** Their code of what is sold. */
    function check(request: SellRequest): string {
      const { network, symbol, decimals } = registry.require(request.network, request.asset)
      const code = Object.keys(codes).find(
        (one) => codes[one]?.network === network && codes[one]?.symbol === symbol,
      )
      if (code === undefined) throw failed('unknown_asset', 'MoonPay does not buy this asset here.')
      parseAmount(request.amount, decimals)
      if (!/^[A-Z]{3}$/.test(request.cashoutCurrency)) throw failed('invalid_request', 'No such currency.')
      return code
    }

    /** An answer of theirs, or `null` for what they do not know. */
    async function ask<value>(
      schema: z.ZodMiniType<value>,
      path: string,
      query: Record<string, string>,
      signal: AbortSignal | undefined,
    ): Promise<value | null> {
      const search = new URLSearchParams({ apiKey: options.publishableKey, ...query })
      const url = `https://api.moonpay.com/v3/${path}?${search}`
      const response = await fetch(url, signal ? { signal } : {}).catch(unreachable)
      const text = await response.text().catch(unreachable)
      if (response.status === 404) return null
      if (response.status === 429) throw failed('rate_limited', 'MoonPay is asked too often.')
      if (response.status >= 500) unreachable()
      if (response.status !== 200) throw failed('provider_rejected', 'MoonPay refused the request.')
      const read = schema.safeParse(parsed(text))
      if (!read.success) throw failed('provider_unreadable', 'The answer of MoonPay could not be read.')
      return read.data
    }

    function eventOf(sale: z.output<typeof saleSchema>): OrderEvent {
      const code = sale.baseCurrency.code.toLowerCase()
      const sold = Object.hasOwn(codes, code) ? codes[code] : undefined
      const network = sold?.network ?? (`moonpay:${code}` as const)
      const { walletAddress, walletAddressTag } = sale.depositWallet ?? {}
      // These networks have no tags. One that is told is mandatory, so that the address alone is not told.
      const address = walletAddressTag ? undefined : walletAddress
      const known = Object.hasOwn(states, sale.status) ? states[sale.status] : undefined
      const state = sale.depositHash && (known ?? 'waiting') === 'waiting' ? 'received' : (known ?? 'unknown')
      const payout = state === 'paid' ? sale.quoteCurrencyAmount : undefined
      const fields: Partial<Record<RowField, string | null | undefined>> = {
        ...{ network, asset: sold?.symbol, amount: sale.baseCurrencyAmount, amountCurrency: sold?.symbol },
        to: address && (readAddress(network, address) ?? address),
        txHash: sale.depositHash?.toLowerCase(),
        createdAt: String(Date.parse(sale.createdAt)),
        ...{ payout, payoutCurrency: payout && sale.quoteCurrency?.code.toUpperCase() },
      }
      const told = Object.fromEntries(Object.entries(fields).filter(([, value]) => value))
      return { type: 'row', rowId: sale.id, state, fields: told, at: now(), source: 'poll' }
    }

    return {
      id: flow.provider,
      flows: [flow],
      rules: { [flow.id]: moonpayRules },
      checkRequest: (_flow, request) => void check(request),
      async getOptions() {
        const assets = Object.values(codes).flatMap((one) => registry.bySymbol(one.network, one.symbol) ?? [])
        return { provider: flow.provider, countries: [], currencies: [], assets }
      },
      async getQuote(request, { signal }) {
        const { amount, asset, network, cashoutCurrency: currency } = request
        const query = { quoteCurrencyCode: currency.toLowerCase(), baseCurrencyAmount: amount }
        const quote = await ask(quoteSchema, `currencies/${check(request)}/sell_quote`, query, signal)
        if (quote === null) throw failed('provider_rejected', 'MoonPay has no price for this sale.')
        return {
          ...{ provider: flow.provider, flow: flow.id, quoteId: null, kind: 'indicative' },
          ...{ sell: { amount, asset, network }, receive: { amount: quote.quoteCurrencyAmount, currency } },
          fees: [{ kind: 'provider', amount: { amount: quote.feeAmount, currency } }],
          ...{ subtotal: null, method: null, quotedAt: now(), expiresAt: null },
        }
      },
      async createSession({ orderId, request, sender }, { returnUrl }) {
        const search = new URLSearchParams({
          ...{ apiKey: options.publishableKey, externalTransactionId: orderId, redirectURL: returnUrl },
          ...{ baseCurrencyCode: check(request), baseCurrencyAmount: request.amount },
          ...{ quoteCurrencyCode: request.cashoutCurrency.toLowerCase(), refundWalletAddress: sender },
        })
        // Over the query string, its question mark included: an address may only stand in a signed URL.
        const signature = createHmac('sha256', options.secretKey).update(`?${search}`).digest('base64')
        const url = `https://sell.moonpay.com/?${search}&signature=${encodeURIComponent(signature)}`
        return { session: { kind: 'open', url, modes: flow.capabilities.open, expiresAt: null }, events: [] }
      },
      async readOrder({ orderId }, { signal }) {
        const found = await ask(salesSchema, `sell_transactions/ext/${orderId}`, {}, signal)
        const ours = [found ?? []].flat().filter((sale) => sale.externalTransactionId === orderId)
        return ours.map(eventOf)
      },
    } satisfies ServerProvider
  }
}

/** Without the parser's own error, which quotes the body. */
function parsed(text: string): unknown {
  try {
    return parseJsonExactly(text)
  } catch {
    return undefined
  }
}

function failed(code: OfframpErrorCode, message: string, cause?: unknown): OfframpError {
  const rest = { why: 'Nothing was sent.', action: 'Try again in a moment.' }
  return new OfframpError({ code, message, ...rest, ...(cause === undefined ? {} : { cause }) })
}

function unreachable(cause?: unknown): never {
  throw failed('provider_unavailable', 'MoonPay cannot be reached right now.', cause)
}
