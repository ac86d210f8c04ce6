import { isDecimal } from '@offrampkit/core/money'
import { secureBase } from '../secureUrl.ts'
import { isCrypto, payoutOf } from './currencies.ts'
import { invalid } from './errors.ts'
import { type PartnaEnvironment, partnaHosts } from './hosts.ts'
import { partnaNetworks } from './networks.ts'

/**
 * Every parameter of the hosted page, under its own name.
 * Source: https://docs.getpartna.com/v4/documentation/guides/offramp-widget (2026-04-07).
 */
export interface PartnaUrlParameters {
  /** Crypto, decimal text in display units. */
  amount: string
  /** `USDT`, `USDC`, `BTC`, `ETH`, `CUSD` or `BNB`. */
  from_currency: string
  /** Their name of a network: `celo`, `binance`, … */
  from_network: string
  /** `NGN`, `KES` or `GHS`. */
  to_currency: string
  /** Your merchant username. */
  merchant: string
  /** The wallet that the crypto will be sent from. */
  address?: string
  /** Hex, without dashes; comes back as `transactionReference`. 32 characters here: see `referenceOf`. */
  reference?: string
}

const patterns: Readonly<Record<keyof PartnaUrlParameters, RegExp>> = {
  amount: /^[0-9.]{1,80}$/,
  from_currency: /^[A-Z]{2,8}$/,
  from_network: /^[a-z]{2,16}$/,
  to_currency: /^[A-Z]{3}$/,
  merchant: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  address: /^[A-Za-z0-9]{20,128}$/,
  reference: /^[0-9a-f]{32}$/,
}

const required: readonly string[] = ['amount', 'from_currency', 'from_network', 'to_currency', 'merchant']

/**
 * The URL of the hosted sale. Everything in it can be changed by whoever opens it: what is paid is decided by the signed
 * webhook alone.
 *
 * @param page - `production`, `staging`, or the address of a stand-in
 * @throws OfframpError `invalid_request` naming the parameter that does not fit
 * @example buildPartnaUrl({ amount: '0.11', from_currency: 'CUSD', from_network: 'celo', to_currency: 'KES', merchant: 'shop' })
 */
export function buildPartnaUrl(
  parameters: PartnaUrlParameters,
  page: PartnaEnvironment | (string & {}) = 'production',
): string {
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = parameters[name as keyof PartnaUrlParameters]
    if (value === undefined ? required.includes(name) : !pattern.test(value)) throw misfit(name)
  }
  if (!isDecimal(parameters.amount) || !/[1-9]/.test(parameters.amount)) throw misfit('amount')
  if (!isCrypto(parameters.from_currency)) throw misfit('from_currency')
  if (!Object.hasOwn(partnaNetworks, parameters.from_network)) throw misfit('from_network')
  if (payoutOf(parameters.to_currency) === null) throw misfit('to_currency')

  const url = secureBase(isEnvironment(page) ? partnaHosts[page].payUrl : page)
  if (url === null)
    throw invalid('The address of the hosted page is not usable.', 'Leave it out to use Partna itself.')
  for (const name of Object.keys(patterns)) {
    const value = parameters[name as keyof PartnaUrlParameters]
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url.href
}

const isEnvironment = (page: string): page is PartnaEnvironment => Object.hasOwn(partnaHosts, page)

function misfit(parameter: string) {
  return invalid(
    `The parameter ${parameter} of Partna's page is missing or does not fit.`,
    'See PartnaUrlParameters for what it may hold.',
    { parameter },
  )
}
