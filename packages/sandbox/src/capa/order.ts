import { type Fixed, fromFixed } from '../decimal.ts'
import { type BankAccount, bankRow } from './bank.ts'
import { NumberText, numberOf } from './exact-json.ts'
import type { CapaSettings } from './settings.ts'

/** Where the stand-in has an order; the status that is shown is a word for it. */
export type CapaState =
  | 'waiting'
  | 'received'
  | 'manual'
  | 'paying'
  | 'completed'
  | 'cancelled'
  | 'expired'
  | 'failed'

/** What arrived for an order, on the chain or as told by the control API. */
export interface CapaDeposit {
  amount: Fixed
  hash: string | null
}

/** One off-ramp. Times are milliseconds of the sandbox clock. */
export interface CapaOrder {
  id: string
  partner: string
  userId: string
  receiverId: string | null
  state: CapaState
  /** Shown instead of the state's word, when a test says so. */
  shownStatus: string | null
  chain: string
  token: string
  fiat: string
  cryptoAmount: Fixed
  fiatAmount: Fixed
  rate: Fixed
  premiumSpread: string | null
  bank: BankAccount
  depositAddress: string
  deposit: CapaDeposit | null
  executedHash: string | null
  executed: boolean
  createdAt: number
  completedAt: number | null
  /** When the coins were taken up; the payout counts from here. */
  receivedAt: number | null
  /** What a mock amount ends in. */
  mock: 'completed' | 'cancelled' | 'expired' | null
  cancellationReason: string | null
}

const WORDS: Record<CapaSettings['statusWords'], Record<CapaState, string>> = {
  guide: {
    waiting: 'PENDING_PAYMENT',
    received: 'CRYPTO_RECEIVED',
    manual: 'AWAITING_MANUAL_CRYPTO_TRANSFER',
    paying: 'BANK_TRANSFER_PENDING',
    completed: 'COMPLETED',
    cancelled: 'CANCELLED',
    expired: 'CRYPTO_NOT_RECEIVED',
    failed: 'FAILED',
  },
  newest: {
    waiting: 'PENDING_FUNDS',
    received: 'FUNDS_RECEIVED',
    manual: 'AWAITING_MANUAL_CRYPTO_TRANSFER',
    paying: 'AWAITING_FUND_TRANSFER',
    completed: 'COMPLETED',
    cancelled: 'CANCELLED',
    expired: 'CRYPTO_NOT_RECEIVED',
    failed: 'FAILED',
  },
  old: {
    waiting: 'PENDING',
    received: 'COMPLETED_CRYPTO_RECEIVAL',
    manual: 'AWAITING_MANUAL_CRYPTO_TRANSFER',
    paying: 'READY_BANK_TRANSFER',
    completed: 'COMPLETED',
    cancelled: 'CANCELLED',
    expired: 'EXPIRED',
    failed: 'FAILED',
  },
}

export const statusOf = (order: CapaOrder, settings: CapaSettings): string =>
  order.shownStatus ?? WORDS[settings.statusWords][order.state]

/** `0.26` as `0.260000`, the way lists and webhooks write coins. */
function padded(value: Fixed, digits: number): string {
  const [whole, fraction = ''] = fromFixed(value).split('.')
  return `${whole}.${fraction.padEnd(digits, '0')}`
}

/** The order as an answer. Create answers hold numbers, lists and cancels strings, unless set otherwise. */
export function orderRow(order: CapaOrder, settings: CapaSettings, place: 'create' | 'list') {
  const asNumber = settings.amountsAs === 'mixed' ? place === 'create' : settings.amountsAs === 'number'
  const amount = (value: Fixed, digits: number) => (asNumber ? numberOf(value) : padded(value, digits))
  const row = {
    id: order.id,
    userId: order.userId,
    status: statusOf(order, settings),
    cryptoAmount: amount(order.cryptoAmount, 6),
    fiatAmount: amount(order.fiatAmount, 2),
    exchangeRate: amount(order.rate, 6),
    tokenSymbol: order.token,
    blockchainSymbol: order.chain,
    fiatCurrency: order.fiat,
    premiumSpread: order.premiumSpread === null ? null : new NumberText(order.premiumSpread),
    createdAt: new Date(order.createdAt).toISOString(),
    completedAt: order.completedAt === null ? null : new Date(order.completedAt).toISOString(),
    destinationWalletAddress: order.depositAddress,
    bankAccount: bankRow(order.bank),
  }
  if (place === 'create') return row
  return {
    ...row,
    type: 'OFF_RAMP',
    receiverId: order.receiverId,
    invoice: { transactionHash: order.deposit?.hash ?? order.executedHash },
    ...(order.cancellationReason === null ? {} : { cancellationReason: order.cancellationReason }),
  }
}

/** The flat body of a transaction event: strings, the chain by its display name, no status. */
export function orderEvent(
  order: CapaOrder,
  event: string,
  chainName: string,
  externalUserId: string | null,
) {
  return {
    type: 'TRANSACTION',
    event,
    externalUserId,
    transactionId: order.id,
    firstName: 'Ana',
    lastName: 'Prueba',
    blockchain: chainName,
    cryptoCurrency: order.token,
    fiatCurrency: order.fiat,
    fiatAmount: padded(order.fiatAmount, 2),
    cryptoAmount: padded(order.cryptoAmount, 6),
    exchangeRate: padded(order.rate, 6),
  }
}
