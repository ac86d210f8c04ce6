import { banksOf } from './catalog.ts'
import type { Payout } from './order.ts'

/** What a form or a request says about where the money goes; everything is text. */
export interface PayoutFields {
  currency: string
  accountNumber: string
  bankCode: string
  mobileNetwork: string
  paymentNetwork: string
}

const PAYMENT_NETWORKS = ['MOBILE', 'BUY_GOODS', 'PAYBILL'] as const

/**
 * Resolves a payout account; `null` is Partna's "Invalid bank account details". NGN: ten digits at a listed
 * bank. KES: a phone number or short code on a mobile network. Only digits, all zeros, is nobody's account.
 */
export function resolvePayout(fields: PayoutFields): Payout | null {
  const number = fields.accountNumber
  if (/^0*$/.test(number)) return null
  if (fields.currency === 'NGN') {
    const bank = banksOf('NGN')?.find((b) => b.code === fields.bankCode)
    if (bank === undefined || !/^\d{10}$/.test(number)) return null
    const named = { bankName: bank.name, bankCode: bank.code, accountName: 'SANDBOX HOLDER' }
    return { ...named, accountNumber: number, paymentNetwork: '' }
  }
  if (fields.currency !== 'KES') return null
  const bank = banksOf('KES')?.find((b) => b.name === fields.mobileNetwork)
  const network = PAYMENT_NETWORKS.find((n) => n === (fields.paymentNetwork || 'MOBILE'))
  const digits = network === 'MOBILE' ? /^(0|254)[17]\d{8}$/ : /^\d{5,7}$/
  if (bank === undefined || network === undefined || !digits.test(number)) return null
  const named = { bankName: bank.name, bankCode: bank.code, accountName: 'SANDBOX HOLDER' }
  return { ...named, accountNumber: number, paymentNetwork: network }
}
