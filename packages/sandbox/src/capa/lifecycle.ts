import type { SeenTransfer } from '../chain/watch.ts'
import { floorTo, fromBaseUnits, multiply, toFixed } from '../decimal.ts'
import type { Accounts } from './accounts.ts'
import { LOCAL_CHAINS } from './catalog.ts'
import type { CapaDeposit, CapaOrder, CapaState } from './order.ts'
import type { CapaSettings } from './settings.ts'

/** Money at a deposit address and what the stand-in made of it. */
export interface CapaDepositRecord {
  transfer: SeenTransfer
  orderId: string
  /** Which facts are not as the order wants them: `network`, `asset`, `amount`, `late`, `second`. */
  differs: string[]
  at: number
}

const CLOSED: readonly CapaState[] = ['completed', 'cancelled', 'failed']

/** States that `cancel` accepts: PENDING, BANK_TRANSFER_PENDING and CRYPTO_NOT_RECEIVED are the documented examples. */
export const CANCELLABLE: readonly CapaState[] = ['waiting', 'paying', 'expired']

/** Moves orders along: with the clock, and with money that came. */
export function createCapaLifecycle(ctx: {
  orders: readonly CapaOrder[]
  accounts: Accounts
  settings: CapaSettings
  notify(order: CapaOrder, event: string): void
}) {
  const { settings } = ctx
  const records: CapaDepositRecord[] = []

  function end(order: CapaOrder, state: CapaState, now: number, reason: string | null = null) {
    order.state = state
    order.cancellationReason = reason
    if (state === 'completed') order.completedAt = now
    if (state === 'completed') ctx.notify(order, 'COMPLETED_OFF_RAMP')
    if (state === 'cancelled' && settings.cancelledEvent) ctx.notify(order, 'CANCELLED_OFF_RAMP')
  }

  /** The test of a first Mexican account. False when it ended the order. */
  function pennyTest(order: CapaOrder, now: number): boolean {
    if (order.bank.isVerified) return true
    if (settings.pennyTestFails) {
      end(order, 'cancelled', now, 'NAME_VERIFICATION_FAILED')
      return false
    }
    ctx.accounts.markTested(order.bank)
    return true
  }

  function takeUp(order: CapaOrder, deposit: CapaDeposit, now: number) {
    if (order.state === 'expired' && settings.lateDeposit === 'kept') return
    if (deposit.amount !== order.cryptoAmount) {
      if (settings.wrongAmount === 'ignored') return
      if (settings.wrongAmount === 'manual') {
        order.state = 'manual'
        return
      }
      order.cryptoAmount = deposit.amount
      order.fiatAmount = floorTo(multiply(deposit.amount, order.rate), 2)
    }
    order.state = 'received'
    order.receivedAt = now
    ctx.notify(order, settings.receivedEvent)
  }

  function stepWaiting(order: CapaOrder, now: number) {
    if (order.mock !== null && order.deposit === null) {
      if (order.createdAt + settings.mockAfterMs > now) return
      const reason = order.mock === 'cancelled' ? 'NAME_VERIFICATION_FAILED' : null
      end(order, order.mock, now, reason)
      return
    }
    const tested = settings.pennyTestAt === 'create' && order.createdAt + settings.pennyTestAfterMs <= now
    if (tested && !pennyTest(order, now)) return
    const { deposit } = order
    if (deposit !== null && (order.executed || !settings.executeNeeded)) takeUp(order, deposit, now)
    if (order.state === 'waiting' && order.createdAt + settings.depositWindowMs <= now)
      end(order, 'expired', now)
  }

  function stepPaying(order: CapaOrder, now: number) {
    const since = now - (order.receivedAt ?? now)
    if (order.state === 'received' && since * 2 >= settings.payoutAfterMs) order.state = 'paying'
    if (order.state !== 'paying' || since < settings.payoutAfterMs || !pennyTest(order, now)) return
    end(order, settings.payoutFails ? 'failed' : 'completed', now)
  }

  function step(order: CapaOrder, now: number) {
    if (order.state === 'waiting') stepWaiting(order, now)
    if (order.state === 'received' || order.state === 'paying') stepPaying(order, now)
  }

  /** Books money for an order, however it was seen. */
  function arrive(order: CapaOrder, deposit: CapaDeposit, now: number) {
    if (order.deposit !== null || CLOSED.includes(order.state)) return
    order.deposit = deposit
    if (order.state === 'expired') takeUp(order, deposit, now)
    step(order, now)
  }

  function differences(order: CapaOrder, transfer: SeenTransfer, amount: bigint | null): string[] {
    const differs: string[] = []
    if (LOCAL_CHAINS[order.chain] !== transfer.coinbaseNetwork) differs.push('network')
    if (transfer.asset?.symbol !== order.token) differs.push('asset')
    else if (amount !== order.cryptoAmount) differs.push('amount')
    if (order.state === 'expired' || CLOSED.includes(order.state)) differs.push('late')
    if (order.deposit !== null) differs.push('second')
    return differs
  }

  return {
    deposits: () => records as readonly CapaDepositRecord[],
    end,
    arrive,

    /** Applies everything that is due by `now`. */
    advance(now: number) {
      for (const order of ctx.orders) step(order, now)
    },

    /** Books one transfer on the order whose address it reached. The sender does not matter to Capa. */
    receive(transfer: SeenTransfer, now: number) {
      const to = transfer.to.toLowerCase()
      const order = ctx.orders.find((o) => o.depositAddress.toLowerCase() === to)
      if (order === undefined) return
      const { asset } = transfer
      const amount = asset === null ? null : toFixed(fromBaseUnits(transfer.amount, asset.decimals))
      const differs = differences(order, transfer, amount)
      records.push({ transfer, orderId: order.id, differs, at: now })
      if (amount === null || differs.includes('network') || differs.includes('asset')) return
      arrive(order, { amount, hash: transfer.hash }, now)
    },

    /** A person at Capa decides about a deposit of another amount: it is paid as it came, or the order fails. */
    settleManually(order: CapaOrder, pay: boolean, now: number) {
      if (order.state !== 'manual' || order.deposit === null)
        throw new TypeError('This order does not wait for a person to decide.')
      if (!pay) return end(order, 'failed', now)
      order.cryptoAmount = order.deposit.amount
      order.fiatAmount = floorTo(multiply(order.deposit.amount, order.rate), 2)
      order.state = 'received'
      order.receivedAt = now
      ctx.notify(order, settings.receivedEvent)
    },

    clear: () => {
      records.length = 0
    },
  }
}
