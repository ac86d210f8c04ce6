import type { Answers } from './answers.ts'
import type { Rail } from './countries.ts'
import { dominicanAccount } from './dominican.ts'
import type { BankInformation } from './information.ts'
import { mexicanAccount } from './mexico.ts'
import { sepaAccount } from './sepa.ts'
import { americanAccount } from './unitedStates.ts'

const checks: Readonly<Record<Rail, (values: Answers) => BankInformation>> = {
  MX: mexicanAccount,
  DO: dominicanAccount,
  US: americanAccount,
  SEPA: sepaAccount,
}

/**
 * The account that a form was filled with, checked: what Capa is told. Values stand in no error.
 *
 * @throws OfframpError `invalid_request` with `details.field`, such as `values.clabe`
 * @example checkBankAccount('MX', { clabe: '014680260346007120' })
 */
export function checkBankAccount(rail: Rail, values: Answers): BankInformation {
  return checks[rail](values)
}
