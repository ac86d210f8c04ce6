import type { FormField } from '@offrampkit/core/api'
import type { Decimal } from '@offrampkit/core/money'
import type { ProviderSession } from '@offrampkit/core/provider'
import type { Rail } from './bank/countries.ts'
import { bankFields } from './bank/fields.ts'
import type { WireAccount, WireReceiver } from './wire/person.ts'

type Form = Extract<ProviderSession, { kind: 'form' }>
type Option = NonNullable<FormField['options']>[number]

/** The choice of an account that Capa does not have yet. */
export const newAccount = 'new'

/** A choice, or with a single option something that is agreed to. Its answer comes back with the form. */
function select(name: string, label: string, options: readonly Option[], hint?: string): FormField {
  return { name, label, type: 'select', required: true, options, ...(hint === undefined ? {} : { hint }) }
}

/** The promise that the locked price is held against; the user sees it, and it comes back with the answers. */
function promise(atLeast: Decimal, currency: string): FormField {
  return select(
    'receiveAtLeast',
    'You receive at least',
    [{ value: atLeast, label: `${atLeast} ${currency}` }],
    'The price is taken when you continue. Should it pay less than this, you are asked again.',
  )
}

/** Asks for what Capa needs to know a new user by. */
export function emailForm(): Form {
  return {
    kind: 'form',
    title: 'Your e-mail address',
    fields: [
      {
        name: 'email',
        label: 'E-mail',
        type: 'email',
        required: true,
        maxLength: 254,
        autocomplete: 'email',
        hint: 'Capa pays you, and opens an account for you under this address.',
      },
    ],
  }
}

/** What a form about the payout is made from. */
export interface PayoutForm {
  atLeast: Decimal
  currency: string
  rail: Rail
  /** What was promised before, where the price has fallen below it. */
  before?: Decimal | undefined
}

function titled(
  { atLeast, currency, before }: PayoutForm,
  title: string,
  fields: readonly FormField[],
): Form {
  if (before === undefined) return { kind: 'form', title, fields }
  return {
    kind: 'form',
    title: 'The price has changed',
    fields,
    reason: 'price_changed',
    changed: { before: { amount: before, currency }, now: { amount: atLeast, currency } },
  }
}

/** Asks whom to pay: a saved account, one of a receiver, or a new one. */
export function payToForm(form: PayoutForm, options: readonly Option[]): Form {
  return titled(form, 'Where to pay', [
    select('payTo', 'Pay to', options),
    promise(form.atLeast, form.currency),
  ])
}

/** Asks for a bank account. Whose it is, if that was chosen before, comes back as well. */
export function bankForm(form: PayoutForm, payTo: string): Form {
  const whose = payTo.startsWith('receiver:') ? 'The chosen receiver' : 'A new account'
  return titled(form, 'Your bank account', [
    ...(payTo === '' ? [] : [select('payTo', 'Pay to', [{ value: payTo, label: whose }])]),
    ...bankFields[form.rail],
    promise(form.atLeast, form.currency),
  ])
}

/** Accounts and receivers to choose from; of an account only its end is shown. */
export function payToOptions(
  accounts: readonly WireAccount[],
  receivers: readonly WireReceiver[],
): readonly Option[] {
  return [
    ...accounts.map((one) => ({
      value: `account:${one.id}`,
      label: `${one.bankName ?? one.country} ····${one.ending}`,
    })),
    { value: newAccount, label: 'A new account of mine' },
    ...receivers.map((one) => ({ value: `receiver:${one.id}`, label: one.name })),
  ]
}
