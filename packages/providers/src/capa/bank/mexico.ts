import { clabe as validator } from 'clabe-validator'
import { invalid } from '../errors.ts'
import { type Answers, required } from './answers.ts'
import type { BankInformation } from './information.ts'

/**
 * A CLABE: 18 digits, of which the last is a check digit (Capa's page: `^\d{18}$`, "consider using clabe-validator").
 * The code of the bank is not judged: new banks are older than any list of them, and Capa knows its own.
 *
 * @throws OfframpError `invalid_request`
 */
export function mexicanAccount(values: Answers): BankInformation {
  const clabe = required(values, 'clabe', 'The CLABE', 24).replace(/[ -]/g, '')
  const checked = /^\d{18}$/.test(clabe) && validator.validate(clabe).valid.format
  if (!checked)
    throw invalid(
      'The CLABE is not valid.',
      'Check its 18 digits: the last one does not fit the others.',
      'clabe',
    )
  return { country: 'MX', accountIdentifier: clabe }
}
