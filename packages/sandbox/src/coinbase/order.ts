import type { Address, Hex } from 'viem'
import type { Method } from './catalog.ts'
import { type Money, money } from './money.ts'

/** Statuses of the sell flow (cdp-sdk openapi.yaml, 2026-08-20, without UNSPECIFIED). */
export type OrderStatus =
  | 'TRANSACTION_STATUS_CREATED'
  | 'TRANSACTION_STATUS_STARTED'
  | 'TRANSACTION_STATUS_SUCCESS'
  | 'TRANSACTION_STATUS_FAILED'
  | 'TRANSACTION_STATUS_EXPIRED'

/** One sale in the stand-in's memory. Times are milliseconds of the sandbox clock. */
export interface Order {
  id: string
  ref: string
  status: OrderStatus
  asset: string
  network: string
  /** Exact crypto amount that the deposit must have. */
  amount: string
  /** What the row says instead, when a scenario denominates it in fiat. */
  shownAmount: Money | null
  currency: string
  method: Method
  total: string
  subtotal: string
  fee: string
  minimumTotal: string
  unitPrice: string
  exchangeRate: string
  fromAddress: Address | ''
  /** Reserved from the start; shown once STARTED. */
  depositAddress: Address | ''
  txHash: Hex | ''
  redirectUrl: string
  createdAt: number
  updatedAt: number
  /** When the user pressed "Cash out now"; null for a row that nobody confirmed. */
  confirmedAt: number | null
  /** When a CREATED row turns STARTED. */
  startsAt: number
  /** When the payout is due; null until the matching deposit is seen. */
  payoutAt: number | null
  /** What became of the money: paid in fiat, or credited to the user's Coinbase balance as crypto. */
  outcome: 'paid' | 'credited' | null
  /** Why it ended as it did, for the control API only: the real API never says. */
  reason: string | null
}

const isTerminal = (status: OrderStatus) =>
  status !== 'TRANSACTION_STATUS_CREATED' && status !== 'TRANSACTION_STATUS_STARTED'

/** Whether the order still waits for something. */
export function isOpen(order: Order): boolean {
  return !isTerminal(order.status)
}

const shownAddress = (order: Order) =>
  order.status === 'TRANSACTION_STATUS_CREATED' ? '' : order.depositAddress

const sellAmount = (order: Order) => order.shownAmount ?? money(order.amount, order.asset)

/** Money that only exists when crypto becomes fiat ("null unless using Offramp to Fiat"). */
function fiatFields(order: Order) {
  if (order.method === 'CRYPTO_ACCOUNT') {
    return { total: null, subtotal: null, fee: null, minimumTotal: null, exchangeRate: null }
  }
  return {
    total: money(order.total, order.currency),
    subtotal: money(order.subtotal, order.currency),
    fee: money(order.fee, order.currency),
    minimumTotal: money(order.minimumTotal, order.currency),
    exchangeRate: money(order.exchangeRate, order.asset),
  }
}

/** The row of the Transaction Status API: snake_case, `tx_hash` `""` until seen. */
export function orderRow(order: Order) {
  const fiat = fiatFields(order)
  return {
    transaction_id: order.id,
    status: order.status,
    asset: order.asset,
    network: order.network,
    sell_amount: sellAmount(order),
    total: fiat.total,
    subtotal: fiat.subtotal,
    coinbase_fee: fiat.fee,
    minimum_total: fiat.minimumTotal,
    exchange_rate: fiat.exchangeRate,
    unit_price: money(order.unitPrice, order.currency),
    from_address: order.fromAddress,
    to_address: shownAddress(order),
    tx_hash: order.txHash,
    redirect_url: order.redirectUrl,
    payment_method: order.method,
    created_at: new Date(order.createdAt).toISOString(),
    updated_at: new Date(order.updatedAt).toISOString(),
  }
}

export type EventType =
  | 'offramp.transaction.created'
  | 'offramp.transaction.updated'
  | 'offramp.transaction.success'
  | 'offramp.transaction.failed'

const pair = (m: Money | null) => (m === null ? undefined : { currency: m.currency, value: m.value })

/** The flat camelCase webhook body (OpenAPI `OfframpTransactionPayload`, 2026-06-18). Absent fields are left out. */
export function orderEvent(
  order: Order,
  eventType: EventType,
  options: { withRef: boolean; emptyHash: '0x' | 'absent' },
) {
  const fiat = fiatFields(order)
  const body = {
    eventType,
    transactionId: order.id,
    status: order.status,
    asset: order.asset,
    network: order.network,
    sellAmount: pair(sellAmount(order)),
    total: pair(fiat.total),
    minimumTotal: pair(fiat.minimumTotal),
    subtotal: pair(fiat.subtotal),
    coinbaseFee: pair(fiat.fee),
    exchangeRate: pair(fiat.exchangeRate),
    unitPrice: pair(money(order.unitPrice, order.currency)),
    fromAddress: order.fromAddress || undefined,
    toAddress: shownAddress(order) || undefined,
    createdAt: new Date(order.createdAt).toISOString(),
    updatedAt: new Date(order.updatedAt).toISOString(),
    txHash: order.txHash || (options.emptyHash === '0x' ? '0x' : undefined),
    redirectUrl: order.redirectUrl || undefined,
    paymentMethod: order.method,
    partnerUserRef: options.withRef ? order.ref : undefined,
  }
  return JSON.parse(JSON.stringify(body)) as Record<string, unknown>
}
