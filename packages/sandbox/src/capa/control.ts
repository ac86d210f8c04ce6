import { fromFixed, toFixed } from '../decimal.ts'
import { applyFaults } from '../faults.ts'
import type { Capa } from './capa.ts'
import type { CapaDepositRecord } from './lifecycle.ts'
import type { CapaOrder } from './order.ts'
import { statusOf } from './order.ts'
import { applyCapaSettings } from './settings.ts'
import type { KycResult } from './users.ts'
import type { CapaDelivery } from './webhooks.ts'

/** An off-ramp with what only the stand-in knows. Amounts are decimal text. */
export interface CapaOrderReport {
  id: string
  userId: string
  receiverId: string | null
  status: string
  chain: string
  token: string
  fiat: string
  cryptoAmount: string
  fiatAmount: string
  depositAddress: string
  /** The hash of the deposit that was taken up, or `null`. */
  depositHash: string | null
  executed: boolean
  executedHash: string | null
  cancellationReason: string | null
}

/** Money that reached one of Capa's deposit addresses; `amount` in base units, as text. */
export interface CapaDepositReport {
  orderId: string
  chainId: number
  hash: string
  from: string
  to: string
  asset: string | null
  amount: string
  differs: string[]
}

const reportDeposit = ({ transfer, orderId, differs }: CapaDepositRecord): CapaDepositReport => ({
  orderId,
  chainId: transfer.chainId,
  hash: transfer.hash,
  from: transfer.from,
  to: transfer.to,
  asset: transfer.asset?.symbol ?? null,
  amount: transfer.amount.toString(),
  differs,
})

const KYC_RESULTS: readonly KycResult[] = ['PENDING', 'VERIFIED', 'REJECTED', 'REVIEW_NEEDED']

/** What a test or a curious person may change at Capa. The same is reachable under `/control/capa`. */
export function createCapaControl(capa: Capa, tick: () => Promise<void>) {
  function orderOf(id: string): CapaOrder {
    const order = capa.orders.find(id)
    if (order === null) throw new TypeError(`Capa's stand-in has no order ${id}.`)
    return order
  }

  const report = (order: CapaOrder): CapaOrderReport => ({
    id: order.id,
    userId: order.userId,
    receiverId: order.receiverId,
    status: statusOf(order, capa.settings),
    chain: order.chain,
    token: order.token,
    fiat: order.fiat,
    cryptoAmount: fromFixed(order.cryptoAmount),
    fiatAmount: fromFixed(order.fiatAmount),
    depositAddress: order.depositAddress,
    depositHash: order.deposit?.hash ?? null,
    executed: order.executed,
    executedHash: order.executedHash,
    cancellationReason: order.cancellationReason,
  })

  return {
    settings: () => ({ ...capa.settings }),
    setSettings: (patch: Record<string, unknown>) => applyCapaSettings(capa.settings, patch),
    /** `down`, `rateLimited`, `garbled`, `lostCreates` count requests (-1: until changed); `slowMs`. */
    setFaults: (patch: Record<string, unknown>) => applyFaults(capa.faults, patch),
    /** Multiplies all rates, `0.9` being a drop by a tenth. */
    setPriceFactor: (factor: string) => capa.prices.setFactor(factor),
    users: () => capa.users.all(),
    /** Ends a user's verification: `PENDING`, `VERIFIED`, `REJECTED` or `REVIEW_NEEDED`. */
    setKyc(userId: string, result: KycResult) {
      const user = capa.users.find(userId)
      if (user === null) throw new TypeError(`Capa's stand-in has no user ${userId}.`)
      if (!KYC_RESULTS.includes(result)) throw new TypeError(`"${result}" is not a result of a verification.`)
      capa.users.setKyc(user, result)
    },
    setReceiverVerified(receiverId: string, verified: boolean) {
      const receiver = capa.receivers.find(receiverId)
      if (receiver === null) throw new TypeError(`Capa's stand-in has no receiver ${receiverId}.`)
      receiver.verified = verified
    },
    /** Newest first. */
    orders: () => [...capa.orders.all()].reverse().map(report),
    /** Everything that reached a deposit address, taken up or not, oldest first. */
    deposits: (): CapaDepositReport[] => capa.orders.lifecycle.deposits().map(reportDeposit),
    /** Says that a deposit came on a chain that this sandbox does not run, such as Solana. Decimal text. */
    async tellDeposit(id: string, amount: string, hash: string | null = null) {
      capa.orders.lifecycle.arrive(orderOf(id), { amount: toFixed(amount), hash }, capa.now())
      await tick()
      return report(orderOf(id))
    },
    /** Shows any status word, known or not; `null` shows the real one again. */
    showStatus(id: string, status: string | null) {
      orderOf(id).shownStatus = status
      return report(orderOf(id))
    },
    /** A person decides about a deposit of another amount: paid as it came, or FAILED. */
    async settle(id: string, pay: boolean) {
      capa.orders.lifecycle.settleManually(orderOf(id), pay, capa.now())
      await tick()
      return report(orderOf(id))
    },
    /** Makes one order older without touching the clock. */
    async ageOrder(id: string, ms: number) {
      if (!Number.isSafeInteger(ms)) throw new TypeError('An age is a whole number of milliseconds.')
      const order = orderOf(id)
      order.createdAt -= ms
      if (order.receivedAt !== null) order.receivedAt -= ms
      await tick()
      return report(order)
    },
    /** Where a partner's webhooks go, as `PUT /webhook-settings` does. */
    setWebhookUrl: (partner: string, url: string) => void capa.webhookUrls.set(partner, url),
    webhooks: (): CapaDelivery[] => capa.webhooks.list().map((d) => ({ ...d })),
    /** `drop`, `duplicate`, `badSignature`, `spaced` count events (-1: all), `delayMs`, `hold`. */
    setWebhookFaults: (patch: Record<string, unknown>) => capa.webhooks.setFaults(patch),
    /** Lets held webhooks go; `reversed` delivers the last one first. */
    async releaseWebhooks(reversed = false) {
      capa.webhooks.release(reversed)
      await tick()
    },
  }
}

export type CapaControl = ReturnType<typeof createCapaControl>
