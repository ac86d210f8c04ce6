import type { FormField } from '@offrampkit/core/api'
import type { Rail } from './countries.ts'

const text = (name: string, label: string, more: Partial<FormField> = {}): FormField => ({
  name,
  label,
  type: 'text',
  required: true,
  maxLength: 64,
  ...more,
})

const choice = (name: string, label: string, options: Readonly<Record<string, string>>): FormField => ({
  name,
  label,
  type: 'select',
  required: true,
  options: Object.entries(options).map(([value, shown]) => ({ value, label: shown })),
})

/** Names: of one person, or of a company. Which of them are needed depends on the first answer; the server checks. */
const holder: readonly FormField[] = [
  choice('holderType', 'The account belongs to', { individual: 'A person', business: 'A company' }),
  text('firstName', 'First name', { required: false, autocomplete: 'given-name' }),
  text('lastName', 'Last name', { required: false, autocomplete: 'family-name' }),
  text('businessName', 'Company name', { required: false, autocomplete: 'organization' }),
]

const bankName = text('bankName', 'Bank')

/**
 * Questions about the account, by rail: data that a session hands to a form. Patterns are for comfort; what counts is
 * {@link checkBankAccount} on the server. Requirements: seed table of
 * https://docs.capa.fi/reference/offramppartnerv2controller_createpartnerofframp (read 2026-11-21).
 */
export const bankFields: Readonly<Record<Rail, readonly FormField[]>> = {
  MX: [
    text('clabe', 'CLABE', {
      pattern: '\\d{3}[ \\-]?\\d{3}[ \\-]?\\d{11}[ \\-]?\\d',
      maxLength: 24,
      hint: '18 digits. For a new account, Capa first sends a few cents: it must be in your own name.',
    }),
  ],
  DO: [
    text('accountNumber', 'Account number', { pattern: '[0-9 \\-]{5,34}', maxLength: 34 }),
    bankName,
    choice('accountType', 'Kind of account', { savings: 'Savings', checking: 'Checking' }),
    choice('documentType', 'Identity document', { cedula: 'Cédula', rnc: 'RNC', passport: 'Passport' }),
    text('documentNumber', 'Number of the document', { maxLength: 20 }),
  ],
  US: [
    text('routingNumber', 'Routing number', { pattern: '\\d{9}', maxLength: 9, hint: 'Nine digits' }),
    text('accountNumber', 'Account number', { pattern: '\\d{4,17}', maxLength: 17 }),
    bankName,
    ...holder,
    text('street', 'Street and number', { maxLength: 128, autocomplete: 'address-line1' }),
    text('street2', 'Further line', { required: false, maxLength: 128, autocomplete: 'address-line2' }),
    text('city', 'City', { autocomplete: 'address-level2' }),
    text('state', 'State', { required: false, maxLength: 32, autocomplete: 'address-level1' }),
    text('postalCode', 'Postal code', { maxLength: 16, autocomplete: 'postal-code' }),
    text('addressCountry', 'Country', {
      pattern: '[A-Z]{2}',
      maxLength: 2,
      hint: 'Two letters, such as US',
      autocomplete: 'country',
    }),
  ],
  SEPA: [
    text('iban', 'IBAN', { pattern: '[A-Za-z]{2}[0-9]{2}[A-Za-z0-9 ]{11,40}', maxLength: 42 }),
    text('bic', 'BIC', { pattern: '[A-Za-z]{6}[A-Za-z0-9]{2}([A-Za-z0-9]{3})?', maxLength: 11 }),
    bankName,
    ...holder,
  ],
}
