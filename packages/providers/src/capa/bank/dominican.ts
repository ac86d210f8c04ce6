import { type Answers, chosen, matching, required } from './answers.ts'
import type { BankInformation } from './information.ts'

/**
 * Formats alone: cédulas and RNCs whose check digit is wrong were issued and are in use, so that refusing by it would lock
 * real people out.
 */
const documents = {
  CEDULA: { pattern: /^\d{11}$/, how: 'A cédula has 11 digits.' },
  RNC: { pattern: /^\d{9}(\d\d)?$/, how: 'An RNC has 9 digits, or 11 for a person.' },
  PASSPORT: { pattern: /^[A-Z0-9]{5,15}$/, how: 'A passport number has 5 to 15 letters and digits.' },
} as const

/** @throws OfframpError `invalid_request` */
export function dominicanAccount(values: Answers): BankInformation {
  const number = required(values, 'accountNumber', 'The account number', 34).replace(/[ -]/g, '')
  const documentType = chosen(values, 'documentType', 'The identity document', {
    cedula: 'CEDULA',
    rnc: 'RNC',
    passport: 'PASSPORT',
  })
  const document = required(values, 'documentNumber', 'The number of the document', 20)
    .replace(/[ -]/g, '')
    .toUpperCase()
  const { pattern, how } = documents[documentType]
  return {
    country: 'DO',
    accountIdentifier: matching(number, 'accountNumber', 'The account number', /^\d{5,28}$/, 'Digits only.'),
    bankName: required(values, 'bankName', 'The bank'),
    accountType: chosen(values, 'accountType', 'The kind of account', {
      savings: 'SAVINGS',
      checking: 'CHECKING',
    }),
    documentIdentifier: matching(document, 'documentNumber', 'The number of the document', pattern, how),
    documentType,
  }
}
