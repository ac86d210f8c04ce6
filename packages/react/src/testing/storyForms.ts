import type { FormField } from '@offrampkit/core/api'
import type { SessionStep } from '../order/sessionStep.ts'
import { storyOrderId } from './storyWorld.ts'

export type StoryForm = Extract<SessionStep, { kind: 'form' }>

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
const atLeast = (amount: string, currency: string): FormField => ({
  ...choice('receiveAtLeast', 'You receive at least', { [amount]: `${amount} ${currency}` }),
  hint: 'The price is taken when you continue. Should it pay less than this, you are asked again.',
})
const asked = (title: string, ...fields: readonly FormField[]): StoryForm => ({
  kind: 'form',
  orderId: storyOrderId,
  title,
  fields,
})

const digits = (pattern: string, hint: string): Partial<FormField> => ({
  pattern,
  hint,
  inputMode: 'numeric',
})
const clabe = text('clabe', 'CLABE', {
  ...digits('-*(?:\\d[ \\-]*){18}', '18 digits. A few cents are sent first: it must be in your own name.'),
  maxLength: 24,
})
const person = { field: 'holderType', equals: 'individual' }
const company = { field: 'holderType', equals: 'business' }
const holder = [
  choice('holderType', 'The account belongs to', { individual: 'A person', business: 'A company' }),
  text('firstName', 'First name', { autocomplete: 'given-name', when: person }),
  text('lastName', 'Last name', { autocomplete: 'family-name', when: person }),
  text('businessName', 'Company name', { autocomplete: 'organization', when: company }),
].map((field) => ({ ...field, group: 'Account holder' }))
const address = [
  text('street', 'Street and number', { autocomplete: 'address-line1' }),
  text('street2', 'Further line', { required: false, autocomplete: 'address-line2' }),
  text('city', 'City', { autocomplete: 'address-level2' }),
  text('state', 'State', { required: false, autocomplete: 'address-level1', hint: 'In the US two letters' }),
  text('postalCode', 'Postal code', { autocomplete: 'postal-code' }),
].map((field) => ({ ...field, group: 'Address of the account holder' }))

/** Forms as sessions hand them over: accounts of four kinds, a choice, and a price that fell. */
export const storyForms = {
  mexico: asked('Your bank account', clabe, atLeast('412.35', 'MXN')),
  dominican: asked(
    'Your bank account',
    text('accountNumber', 'Account number', digits('-*(?:\\d[ \\-]*){5,28}', '5 to 28 digits')),
    text('bankName', 'Bank'),
    choice('accountType', 'Kind of account', { savings: 'Savings', checking: 'Checking' }),
    choice('documentType', 'Identity document', { cedula: 'Cédula', rnc: 'RNC', passport: 'Passport' }),
    text('documentNumber', 'Number of the document', { maxLength: 20 }),
    atLeast('1422.10', 'DOP'),
  ),
  unitedStates: asked(
    'Your bank account',
    text('routingNumber', 'Routing number', { ...digits('\\d{9}', 'Nine digits'), maxLength: 9 }),
    text('accountNumber', 'Account number', { ...digits('\\d{4,17}', '4 to 17 digits'), maxLength: 17 }),
    text('bankName', 'Bank'),
    ...holder,
    ...address,
    atLeast('24.12', 'USD'),
  ),
  sepa: asked(
    'Your bank account',
    text('iban', 'IBAN', { pattern: '[A-Za-z]{2}\\d{2}[A-Za-z0-9 ]{11,40}', maxLength: 42 }),
    text('bic', 'BIC', {
      pattern: '[A-Za-z]{6}[A-Za-z0-9]{2}([A-Za-z0-9]{3})?',
      hint: 'Also called SWIFT code',
    }),
    text('bankName', 'Bank'),
    ...holder,
    atLeast('22.80', 'EUR'),
  ),
  saved: asked(
    'Where to pay',
    choice('payTo', 'Pay to', {
      'account:acc-1': 'Santander ····7120',
      new: 'A new account of mine',
      'receiver:rec-1': 'Grace Hopper',
    }),
    atLeast('412.35', 'MXN'),
  ),
  email: asked(
    'Your e-mail address',
    text('email', 'E-mail', { type: 'email', maxLength: 254, autocomplete: 'email' }),
  ),
  priceChanged: {
    ...asked('The price has changed', clabe, atLeast('405.10', 'MXN')),
    reason: 'price_changed',
    changed: {
      before: { amount: '412.35', currency: 'MXN' },
      now: { amount: '405.10', currency: 'MXN' },
    },
  },
} as const satisfies Record<string, StoryForm>
