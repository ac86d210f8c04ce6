import type { OrderView } from '../src/backend/backend.ts'
import type { FlowCapabilities } from '../src/provider/flow.ts'
import type { SellOptions } from '../src/quote/options.ts'
import type { SellQuote } from '../src/quote/quote.ts'
import type { SellQuotes } from '../src/quote/quotes.ts'
import type { OfframpSession } from '../src/session/session.ts'
import { attemptOf, orderOf, rowEvent, sender, t0, transferEvent } from './orders.ts'

/** One answer of each kind with every field that there is, so that a field lost on the way is seen. */
export const capabilities: FlowCapabilities = {
  instructionFrom: 'poll',
  open: ['popup', 'tab', 'redirect'],
  returnsUser: true,
  confirm: 'none',
  refunds: 'to_provider_balance',
  cancel: false,
}

export const orderView: OrderView = {
  ...orderOf([
    rowEvent('r', 'waiting', { memo: 'm', reason: 'x'.repeat(2_000), payout: '24', payoutCurrency: 'USD' }),
    transferEvent(),
    { type: 'opened', at: t0, source: 'server' },
    {
      type: 'report',
      attemptId: 'BBBBBBBBBBBBBBBBBBBBBA',
      txHash: `0x${'c1'.repeat(32)}`,
      at: t0,
      source: 'browser',
    },
  ]),
  attempts: [
    attemptOf({ phase: 'dead', proof: 'P4', txHash: `0x${'c1'.repeat(32)}` }),
    attemptOf({ attemptId: 'CCCCCCCCCCCCCCCCCCCCCA', pin: null }),
  ],
  capabilities,
  status: { kind: 'paid', rowId: 'r', txHash: null, payout: { amount: '24', currency: 'USD' } },
  version: 7,
  serverNow: t0 + 1,
}
orderView.request.method = 'ACH_BANK_ACCOUNT'

export const quote: SellQuote = {
  provider: 'coinbase',
  flow: 'coinbase/hosted',
  quoteId: 'q-1',
  kind: 'indicative',
  sell: { amount: '25', asset: 'USDC', network: 'eip155:8453' },
  receive: { amount: '24.60', currency: 'USD' },
  subtotal: { amount: '25', currency: 'USD' },
  fees: [{ kind: 'provider', amount: { amount: '0.40', currency: 'USD' } }],
  method: 'ACH_BANK_ACCOUNT',
  quotedAt: t0,
  expiresAt: null,
}

export const quotes: SellQuotes = {
  quotes: [
    quote,
    {
      ...quote,
      provider: 'partna',
      flow: 'partna/widget',
      kind: 'firm',
      receive: { amount: '24.59', currency: 'USD' },
      expiresAt: t0 + 1,
    },
  ],
  unavailable: [
    {
      provider: 'capa',
      reason: {
        code: 'amount_out_of_limits',
        message: 'Too little.',
        why: 'w',
        action: 'a',
        retryable: false,
        moneyMoved: 'no',
        retryAfterMs: 1,
        details: { min: '30' },
      },
    },
  ],
}

export const options: SellOptions = {
  provider: 'coinbase',
  countries: [{ id: 'US', subdivisions: ['NY'], methods: ['ACH_BANK_ACCOUNT'] }],
  currencies: [{ id: 'USD', limits: [{ method: 'ACH_BANK_ACCOUNT', min: '1', max: '500.5' }] }],
  assets: [{ symbol: 'USDC', name: 'USD Coin', network: 'eip155:8453' }],
}

export const { orderId } = orderView
export const sessions: readonly OfframpSession[] = [
  { kind: 'open', orderId, url: 'https://pay.example/sell?token=t', modes: ['popup', 'tab'], expiresAt: t0 },
  {
    kind: 'form',
    orderId,
    title: 'Bank account',
    fields: [
      {
        name: 'iban',
        label: 'IBAN',
        type: 'text',
        required: true,
        hint: 'h',
        pattern: '[A-Z]{2}',
        maxLength: 34,
        autocomplete: 'off',
      },
      {
        name: 'bank',
        label: 'Bank',
        type: 'select',
        required: false,
        options: [{ value: '1', label: 'One' }],
      },
    ],
  },
  { kind: 'deposit', orderId },
  { kind: 'follow', orderId },
]

export const createParameters = {
  requestId: 'DDDDDDDDDDDDDDDDDDDDDA',
  provider: 'coinbase',
  request: orderView.request,
  sender,
}
