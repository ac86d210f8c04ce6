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

const person = { field: 'holderType', equals: 'individual' }
const company = { field: 'holderType', equals: 'business' }

/** Whose account it is: one person with both names, or a company with its own. */
const holder: readonly FormField[] = [
  choice('holderType', 'The account belongs to', { individual: 'A person', business: 'A company' }),
  text('firstName', 'First name', { autocomplete: 'given-name', when: person }),
  text('lastName', 'Last name', { autocomplete: 'family-name', when: person }),
  text('businessName', 'Company name', { autocomplete: 'organization', maxLength: 128, when: company }),
].map((field) => ({ ...field, group: 'Account holder' }))

const address: readonly FormField[] = [
  text('street', 'Street and number', { maxLength: 128, autocomplete: 'address-line1' }),
  text('street2', 'Further line', { required: false, maxLength: 128, autocomplete: 'address-line2' }),
  text('city', 'City', { autocomplete: 'address-level2' }),
  text('state', 'State', {
    required: false,
    maxLength: 32,
    hint: 'In the US two letters, such as NY',
    autocomplete: 'address-level1',
  }),
  text('postalCode', 'Postal code', { maxLength: 16, autocomplete: 'postal-code' }),
  text('addressCountry', 'Country', {
    pattern: '[A-Za-z]{2}',
    maxLength: 2,
    hint: 'Two letters, such as US',
    autocomplete: 'country',
  }),
].map((field) => ({ ...field, group: 'Address of the account holder' }))

const bankName = text('bankName', 'Bank')

/** So many of these characters, with spaces and hyphens wherever they are written. */
const spaced = (character: string, times: string) => `(?:${character}[ \\-]*){${times}}`

/**
 * Questions about the account, by rail: data that a session hands to a form. Patterns are for comfort and refuse nothing that
 * {@link checkBankAccount} takes, which alone counts. Requirements: seed table of
 * https://docs.capa.fi/reference/offramppartnerv2controller_createpartnerofframp (read 2026-11-21).
 */
export const bankFields: Readonly<Record<Rail, readonly FormField[]>> = {
  MX: [
    text('clabe', 'CLABE', {
      pattern: `-*${spaced('\\d', '18')}`,
      maxLength: 24,
      inputMode: 'numeric',
      hint: '18 digits. For a new account, Capa first sends a few cents: it must be in your own name.',
    }),
  ],
  DO: [
    text('accountNumber', 'Account number', {
      pattern: `-*${spaced('\\d', '5,28')}`,
      maxLength: 34,
      inputMode: 'numeric',
      hint: '5 to 28 digits',
    }),
    bankName,
    choice('accountType', 'Kind of account', { savings: 'Savings', checking: 'Checking' }),
    choice('documentType', 'Identity document', { cedula: 'Cédula', rnc: 'RNC', passport: 'Passport' }),
    text('documentNumber', 'Number of the document', { maxLength: 20 }),
  ],
  US: [
    text('routingNumber', 'Routing number', {
      pattern: '\\d{9}',
      maxLength: 9,
      inputMode: 'numeric',
      hint: 'Nine digits',
    }),
    text('accountNumber', 'Account number', {
      pattern: '\\d{4,17}',
      maxLength: 17,
      inputMode: 'numeric',
      hint: '4 to 17 digits',
    }),
    bankName,
    ...holder,
    ...address,
  ],
  SEPA: [
    text('iban', 'IBAN', {
      pattern: `-*${spaced('[A-Za-z]', '2')}${spaced('[0-9]', '2')}${spaced('[A-Za-z0-9]', '11,30')}`,
      maxLength: 42,
      hint: 'Two letters of the country, then digits and letters',
    }),
    text('bic', 'BIC', {
      pattern: '[A-Za-z]{6}[A-Za-z0-9]{2}([A-Za-z0-9]{3})?',
      maxLength: 11,
      hint: '8 or 11 letters and digits; banks also call it SWIFT code',
    }),
    bankName,
    ...holder,
  ],
}
