import type { SeenTransfer } from '../chain/watch.ts'
import { toBaseUnits, toFixed } from '../decimal.ts'
import { type EventType, isOpen, type Order, type OrderStatus } from './order.ts'
import type { Orders } from './orders.ts'
import { type Prices, priceSale } from './pricing.ts'
import type { CoinbaseSettings } from './settings.ts'

/** A deposit and what the stand-in made of it. */
export interface DepositRecord {
  transfer: SeenTransfer
  orderId: string | null
  matched: boolean
  /** Which of the matched facts differ: `from`, `amount`, `network`, `asset`, `unconfirmed`, `late`, `second`. */
  differs: string[]
  at: number
}

/** Assets whose sender is not compared, since it changes with every transaction (integration guide, 2026). */
const UTXO_ASSETS = new Set(['BTC', 'ZEC', 'LTC', 'BCH', 'DOGE'])

/** What of the transfer is not as the order wants it. Empty: it matches. */
function differences(order: Order, transfer: SeenTransfer): string[] {
  const differs: string[] = []
  const sameSender = order.fromAddress.toLowerCase() === transfer.from.toLowerCase()
  if (!sameSender && !UTXO_ASSETS.has(order.asset)) differs.push('from')
  if (order.network !== transfer.coinbaseNetwork) differs.push('network')
  if (transfer.asset === null || transfer.asset.symbol !== order.asset) differs.push('asset')
  else if (toBaseUnits(order.amount, transfer.asset.decimals) !== transfer.amount) differs.push('amount')
  if (order.confirmedAt === null) differs.push('unconfirmed')
  if (!isOpen(order)) differs.push('late')
  else if (order.txHash !== '') differs.push('second')
  return differs
}

/** Moves orders along: with the clock, and with money seen on chain. */
export function createLifecycle(ctx: {
  orders: Orders
  prices: Prices
  settings: CoinbaseSettings
  notify(order: Order, event: EventType): void
}) {
  const deposits: DepositRecord[] = []

  function end(order: Order, status: OrderStatus, outcome: Order['outcome'], reason: string, now: number) {
    order.status = status
    order.outcome = outcome
    order.reason = reason
    order.updatedAt = now
    if (status === 'TRANSACTION_STATUS_SUCCESS') ctx.notify(order, 'offramp.transaction.success')
    if (status === 'TRANSACTION_STATUS_FAILED') ctx.notify(order, 'offramp.transaction.failed')
    // No `expired` event exists; which one carries EXPIRED is undocumented.
    if (status === 'TRANSACTION_STATUS_EXPIRED') ctx.notify(order, 'offramp.transaction.updated')
  }

  const credited = (order: Order) => deposits.some((d) => d.orderId === order.id)

  function payOut(order: Order, now: number) {
    const price = priceSale(ctx.prices, order.asset, order.amount, order.currency)
    const fell =
      order.method !== 'CRYPTO_ACCOUNT' && price !== null && price.total < toFixed(order.minimumTotal)
    if (fell) end(order, 'TRANSACTION_STATUS_FAILED', 'credited', 'price fell below the minimum', now)
    else end(order, 'TRANSACTION_STATUS_SUCCESS', 'paid', 'paid out', now)
  }

  function step(order: Order, now: number) {
    if (order.status === 'TRANSACTION_STATUS_CREATED' && order.startsAt <= now) {
      order.status = 'TRANSACTION_STATUS_STARTED'
      order.updatedAt = Math.max(order.updatedAt, order.startsAt)
      ctx.notify(order, 'offramp.transaction.updated')
    }
    if (!isOpen(order)) return
    if (order.txHash !== '') {
      if (order.payoutAt !== null && order.payoutAt <= now) payOut(order, now)
      return
    }
    if ((order.confirmedAt ?? order.createdAt) + ctx.settings.sendWindowMs > now) return
    // Money that did not match sits in the user's balance; the order itself fails when its time is over.
    if (credited(order)) end(order, 'TRANSACTION_STATUS_FAILED', 'credited', 'the deposit did not match', now)
    else if (order.confirmedAt === null)
      end(order, 'TRANSACTION_STATUS_EXPIRED', null, 'never confirmed', now)
    else end(order, 'TRANSACTION_STATUS_FAILED', null, 'nothing was sent in time', now)
  }

  return {
    deposits: () => deposits as readonly DepositRecord[],

    /** Applies everything that is due by `now`. */
    advance(now: number) {
      for (const order of ctx.orders.all()) step(order, now)
    },

    /** Books one transfer: onto the order it matches, or as plain crypto in the user's balance. */
    receive(transfer: SeenTransfer, now: number) {
      const candidates = ctx.orders
        .all()
        .filter((o) => o.depositAddress.toLowerCase() === transfer.to.toLowerCase())
      const order = candidates.find((o) => differences(o, transfer).length === 0) ?? candidates.at(-1) ?? null
      if (order === null) return
      const differs = differences(order, transfer)
      deposits.push({ transfer, orderId: order.id, matched: differs.length === 0, differs, at: now })
      if (differs.length === 0) {
        order.txHash = transfer.hash
        order.payoutAt = now + ctx.settings.payoutAfterMs
        order.updatedAt = now
        ctx.notify(order, 'offramp.transaction.updated')
      } else if (isOpen(order) && order.txHash === '' && ctx.settings.unmatchedFails === 'at-once') {
        end(order, 'TRANSACTION_STATUS_FAILED', 'credited', `the deposit differs: ${differs.join(', ')}`, now)
      } else if (
        order.status === 'TRANSACTION_STATUS_FAILED' ||
        order.status === 'TRANSACTION_STATUS_EXPIRED'
      ) {
        order.outcome = 'credited'
      }
    },

    clear() {
      deposits.length = 0
    },
  }
}
