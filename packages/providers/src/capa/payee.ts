import type { OfframpError } from '@offrampkit/core'
import { type Answers, answerTo } from './bank/answers.ts'
import { checkBankAccount } from './bank/check.ts'
import type { Rail } from './bank/countries.ts'
import { bankFields } from './bank/fields.ts'
import { invalid } from './errors.ts'
import { newAccount } from './forms.ts'
import type { CapaPayee } from './orderCall.ts'

/** Which account the answers name; `ask` when it still has to be entered. */
export function payeeOf(rail: Rail, values: Answers): CapaPayee | 'ask' {
  const payTo = answerTo(values, 'payTo')
  const [, kind, id] = /^(account|receiver):([A-Za-z0-9][A-Za-z0-9_-]{0,127})$/.exec(payTo) ?? []
  if (payTo !== '' && payTo !== newAccount && id === undefined) throw notOffered()
  if (kind === 'account' && id !== undefined) return { userBankInformationId: id }
  // Answers of the form before, which did not ask for the account, and not an account left empty.
  if (!bankFields[rail].some((field) => Object.hasOwn(values, field.name))) return 'ask'
  const userBankInformation = checkBankAccount(rail, values)
  return { userBankInformation, ...(id === undefined ? {} : { receiverId: id }) }
}

/** For an account or receiver that was never one to choose. */
export function notOffered(): OfframpError {
  return invalid('The choice of the account is not one of those offered.', 'Choose again.', 'payTo')
}
