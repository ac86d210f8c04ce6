import { isDecimal, toFixed } from '../../decimal.ts'
import { findFiat, NETWORKS } from '../catalog.ts'

/** The widget's parameters, names as in the guide of 2026-04-07. */
export interface WidgetQuery {
  amount: string
  fromCurrency: string
  fromNetwork: string
  toCurrency: string
  merchant: string
  /** Where the crypto will come from; empty when not said. */
  address: string
  reference: string | null
}

/**
 * Reads the widget's URL as strictly as the documents allow: upper-case currencies, lower-case networks,
 * a hexadecimal reference (a UUID must lose its dashes). Answers a sentence about what is wrong.
 */
export function readWidgetQuery(params: URLSearchParams): WidgetQuery | string {
  const text = (name: string) => params.get(name) ?? ''
  for (const name of ['amount', 'from_currency', 'from_network', 'to_currency', 'merchant']) {
    if (text(name) === '') return `The parameter ${name} is missing.`
  }
  const amount = text('amount')
  if (!isDecimal(amount) || toFixed(amount) === 0n) return 'The amount is not a decimal number above zero.'
  if (!NETWORKS.includes(text('from_network'))) return `The network ${text('from_network')} is not supported.`
  if (findFiat(text('to_currency')) === null) return `${text('to_currency')} cannot be paid out.`
  const address = text('address')
  if (address !== '' && !/^0x[0-9a-fA-F]{40}$/.test(address)) return 'The address is not one of this network.'
  const reference = params.get('reference')
  if (reference !== null && !/^[0-9a-fA-F]+$/.test(reference)) return 'The reference is not hexadecimal.'
  return {
    amount,
    fromCurrency: text('from_currency'),
    fromNetwork: text('from_network'),
    toCurrency: text('to_currency'),
    merchant: text('merchant'),
    address,
    reference,
  }
}
