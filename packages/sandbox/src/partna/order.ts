import type { Address, Hex } from 'viem'
import { num } from './json.ts'

/** `pending` to `completed` are the webhook's; `canceled` (one L) is of `GET /ramp`, `failed` of `GET /transfer`. */
export type RampStatus = 'pending' | 'received' | 'processing' | 'completed' | 'canceled' | 'failed'

/** Where the payout goes. */
export interface Payout {
  bankName: string
  bankCode: string
  accountName: string
  accountNumber: string
  /** How a mobile network is paid; empty for a bank. */
  paymentNetwork: '' | 'MOBILE' | 'BUY_GOODS' | 'PAYBILL'
}

/** One sale in the stand-in's memory. Times are milliseconds of the sandbox clock, amounts decimal strings. */
export interface Ramp {
  reference: string
  by: 'widget' | 'api'
  status: RampStatus
  merchant: string
  accountName: string
  fromAmount: string
  fromCurrency: string
  fromNetwork: string
  toAmount: string
  toCurrency: string
  toNetwork: string
  feesFrom: string
  feesTo: string
  initialRate: string
  processedRate: string | null
  payout: Payout
  /** As the app gave it; the real sender once money came. Empty when nobody said. */
  sendingAddress: string
  paymentAddress: Address
  /** Addresses that another one replaced; money sent there is this sale's too. */
  earlierAddresses: Address[]
  expireAction: 'useCurrentRate' | 'deposit'
  createdAt: number
  expireAt: number
  /** When the present status began. */
  changedAt: number
  /** When the next step is due; `null` while nothing is. */
  nextAt: number | null
  transactionHash: Hex | ''
  sessionId: string
  outcome: 'paid' | 'credited' | 'failed' | null
  /** Why it ended or stands still, for the control API only. */
  reason: string | null
}

const seconds = (ms: number) => num(String(Math.floor(ms / 1000)))

/** `::`-joined, as in the documented sample. */
const externalAccount = ({ bankName, accountNumber, paymentNetwork }: Payout) =>
  [bankName, accountNumber, '', paymentNetwork].join('::')

/** `data` of an `Offramp` webhook: each status tells only a part (guide of 2026-04-07). */
export function rampEvent(ramp: Ramp) {
  const head = {
    transactionReference: ramp.reference,
    status: ramp.status,
    timestamp: seconds(ramp.changedAt),
  }
  const currencies = { fromCurrency: ramp.fromCurrency, toCurrency: ramp.toCurrency }
  const sender = { sendingAddress: ramp.sendingAddress || undefined }
  if (ramp.status === 'received') {
    const hash = { transactionHash: ramp.transactionHash, fromAmount: num(ramp.fromAmount) }
    return { ...head, ...hash, ...currencies, ...sender }
  }
  const pending = ramp.status === 'pending'
  return {
    ...head,
    sessionId: ramp.status === 'completed' ? ramp.sessionId : undefined,
    fromAmount: num(ramp.fromAmount),
    toAmount: num(ramp.toAmount),
    ...currencies,
    fromNetwork: ramp.fromNetwork,
    toNetwork: ramp.toNetwork,
    totalFeesInFromCurrency: pending ? num(ramp.feesFrom) : undefined,
    totalFeesInToCurrency: pending ? num(ramp.feesTo) : undefined,
    ...sender,
    paymentAddress: pending ? ramp.paymentAddress.toLowerCase() : undefined,
    expireAt: ramp.status === 'completed' ? undefined : seconds(ramp.expireAt),
    toExternalAccount: externalAccount(ramp.payout),
  }
}

/** A row of `GET /ramp`: no deposit address, `expiredAt` instead of `expireAt`, `confirmed` always false. */
export function rampRow(ramp: Ramp) {
  return {
    rampReference: ramp.reference,
    type: 'cryptoToFiat',
    // `failed` is a word of the transfer list alone.
    status: ramp.status === 'failed' ? 'processing' : ramp.status,
    fromAmount: num(ramp.fromAmount),
    fromCurrency: ramp.fromCurrency,
    fromNetwork: ramp.fromNetwork,
    toAmount: num(ramp.toAmount),
    toCurrency: ramp.toCurrency,
    toNetwork: ramp.toNetwork,
    initialRate: num(ramp.initialRate),
    processedRate: num(ramp.processedRate ?? '0'),
    totalFeesInToCurrency: num(ramp.feesTo),
    bankName: ramp.payout.bankName,
    bankAccountName: ramp.payout.accountName,
    bankAccountNumber: ramp.payout.accountNumber,
    confirmed: false,
    createdAt: seconds(ramp.createdAt),
    expiredAt: seconds(ramp.expireAt),
    expireAction: ramp.expireAction,
  }
}

/** A row of `GET /transfer`. */
export function transferRow(ramp: Ramp) {
  return {
    transactionReference: ramp.reference,
    type: 'OffRamp',
    status: ramp.status === 'received' ? 'pending' : ramp.status,
    fromCurrency: ramp.fromCurrency,
    fromAmount: num(ramp.fromAmount),
    toCurrency: ramp.toCurrency,
    toAmount: num(ramp.toAmount),
    timestamp: seconds(ramp.changedAt),
  }
}

/** The answer to `POST /ramp`. Its names for an offramp are documented nowhere; these are the onramp sample's. */
export function rampCreated(ramp: Ramp, addressField: string) {
  return {
    rampReference: ramp.reference,
    [addressField]: ramp.paymentAddress,
    currentRate: num(ramp.initialRate),
    discountApplied: '0',
    expiryDate: seconds(ramp.expireAt),
    feeInFromCurrency: num(ramp.feesFrom),
    feeInToCurrency: num(ramp.feesTo),
    fromAmount: num(ramp.fromAmount),
    toAmount: num(ramp.toAmount),
    totalFeesInFromCurrency: num(ramp.feesFrom),
    totalFeesInToCurrency: num(ramp.feesTo),
  }
}
