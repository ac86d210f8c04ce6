import { invalid } from '../errors.ts'
import { type Answers, matching, optional, required } from './answers.ts'
import { accountHolder } from './holder.ts'
import type { BankInformation } from './information.ts'

/** @throws OfframpError `invalid_request` */
export function americanAccount(values: Answers): BankInformation {
  const routingNumber = required(values, 'routingNumber', 'The routing number', 9)
  if (!isRoutingNumber(routingNumber))
    throw invalid('The routing number is not valid.', 'Check its nine digits.', 'routingNumber')
  const accountNumber = required(values, 'accountNumber', 'The account number', 17)
  return {
    country: 'US',
    routingNumber,
    accountIdentifier: matching(
      accountNumber,
      'accountNumber',
      'The account number',
      /^\d{4,17}$/,
      'It has 4 to 17 digits.',
    ),
    bankName: required(values, 'bankName', 'The bank'),
    accountHolder: accountHolder(values),
    address: addressOf(values),
  }
}

/**
 * Whether the nine digits are an ABA routing number: the first two name a Federal Reserve district or its kin, and
 * 3·(d1+d4+d7) + 7·(d2+d5+d8) + (d3+d6+d9) is a multiple of 10.
 * Source: https://en.wikipedia.org/wiki/ABA_routing_transit_number (read 2026-11-21).
 */
export function isRoutingNumber(text: string): boolean {
  if (!/^(0[1-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(text)) return false
  const weights = [3, 7, 1]
  const sum = [...text].reduce((total, digit, at) => total + Number(digit) * (weights[at % 3] ?? 0), 0)
  return sum % 10 === 0
}

/** The holder's address; of a bank's customer in the US who lives elsewhere, neither state nor ZIP code is asked for. */
function addressOf(values: Answers): NonNullable<BankInformation['address']> {
  const country = required(values, 'addressCountry', 'The country', 2).toUpperCase()
  matching(country, 'addressCountry', 'The country', /^[A-Z]{2}$/, 'Use two letters, such as US.')
  const state = optional(values, 'state', 'The state', 32)
  const postalCode = required(values, 'postalCode', 'The postal code', 16)
  if (country === 'US') {
    matching(state ?? '', 'state', 'The state', /^[A-Za-z]{2}$/, 'Use two letters, such as NY.')
    matching(postalCode, 'postalCode', 'The ZIP code', /^\d{5}(-\d{4})?$/, 'It has five digits.')
  }
  const streetLine2 = optional(values, 'street2', 'The further line', 128)
  return {
    streetLine1: required(values, 'street', 'The street', 128),
    ...(streetLine2 === null ? {} : { streetLine2 }),
    city: required(values, 'city', 'The city'),
    ...(state === null ? {} : { state: country === 'US' ? state.toUpperCase() : state }),
    postalCode,
    country,
  }
}
