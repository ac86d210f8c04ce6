import { answerOf, answerProblem, type FormField } from '@offrampkit/core/api'
import type { ProviderSession } from '@offrampkit/core/provider'
import { invalid } from './errors.ts'
import type { PartnaBank } from './wire/account.ts'

/** What a payout form asks for, checked. Personal data: it goes to Partna and is kept nowhere. */
export interface PayoutDetails {
  accountNumber: string
  /** As the user says it; compared with what the bank says. */
  holder: string
  bankCode?: string
  mobileNetwork?: string
  paymentNetwork?: string
}

const holder: FormField = {
  name: 'holder',
  label: 'Name of the account holder',
  type: 'text',
  required: true,
  hint: 'As the bank or the mobile network knows it',
  maxLength: 100,
  autocomplete: 'name',
}

/** Mobile networks of Kenya, as `/ramp` spells them. */
const mobileNetworks = ['Safaricom', 'Airtel']

/** The fields for one currency. NGN: a bank and a NUBAN of ten digits; KES: a mobile network and a number there. */
function payoutFields(currency: string, banks: readonly PartnaBank[]): FormField[] {
  if (currency === 'NGN')
    return [
      {
        name: 'bankCode',
        label: 'Bank',
        type: 'select',
        required: true,
        options: banks.map(({ code, name }) => ({ value: code, label: name })),
      },
      {
        name: 'accountNumber',
        label: 'Account number',
        type: 'text',
        required: true,
        hint: '10 digits',
        pattern: '\\d{10}',
        maxLength: 10,
        inputMode: 'numeric',
      },
      holder,
    ]
  return [
    {
      name: 'mobileNetwork',
      label: 'Mobile network',
      type: 'select',
      required: true,
      options: mobileNetworks.map((value) => ({ value, label: value })),
    },
    {
      name: 'accountNumber',
      label: 'Mobile number',
      type: 'tel',
      required: true,
      hint: '10 digits, such as 07…',
      pattern: '0[17]\\d{8}',
      maxLength: 10,
      autocomplete: 'tel-national',
    },
    holder,
  ]
}

/** The form as a session. */
export function payoutForm(currency: string, banks: readonly PartnaBank[]): ProviderSession {
  return { kind: 'form', title: 'Where to be paid', fields: payoutFields(currency, banks) }
}

/**
 * Checks the answers against the very fields that were asked.
 *
 * @throws OfframpError `invalid_request` naming the field, never its value
 */
export function readPayout(
  currency: string,
  banks: readonly PartnaBank[],
  values: Readonly<Record<string, string>>,
): PayoutDetails {
  const read = Object.fromEntries(
    payoutFields(currency, banks).map((field) => {
      const value = answerOf(field, values)
      if (answerProblem(field, value) !== null)
        throw invalid(
          `The field “${field.label}” is missing or does not fit.`,
          'Correct it, and try again.',
          {
            field: field.name,
          },
        )
      return [field.name, value]
    }),
  )
  const { accountNumber = '', holder: name = '', bankCode, mobileNetwork } = read
  return {
    accountNumber,
    holder: name,
    ...(bankCode === undefined ? {} : { bankCode }),
    ...(mobileNetwork === undefined ? {} : { mobileNetwork, paymentNetwork: 'MOBILE' }),
  }
}

/**
 * Whether the name that the user gave is the one that the bank told: every word of it occurs there, and at least two do. Letter case,
 * accents, order and middle names do not matter.
 *
 * @example sameHolder('Ada Obi', 'OBI, ADA NGOZI') // true
 */
export function sameHolder(given: string, told: string): boolean {
  const words = wordsOf(given)
  const known = new Set(wordsOf(told))
  return words.length >= 2 && words.every((word) => known.has(word))
}

function wordsOf(name: string): string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
