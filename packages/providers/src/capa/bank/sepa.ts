import { isValidBIC, isValidIBAN } from 'ibantools'
import { invalid } from '../errors.ts'
import { type Answers, required } from './answers.ts'
import { sepaCountries } from './countries.ts'
import { accountHolder } from './holder.ts'
import type { BankInformation } from './information.ts'

/**
 * An IBAN with its check digits and its country's form, and a BIC, both judged by `ibantools`. The country is the account's
 * own, which need not be where its holder lives.
 *
 * @throws OfframpError `invalid_request`
 */
export function sepaAccount(values: Answers): BankInformation {
  const iban = required(values, 'iban', 'The IBAN', 42).replace(/[ -]/g, '').toUpperCase()
  if (!isValidIBAN(iban))
    throw invalid('The IBAN is not valid.', 'Check it: its check digits do not fit the rest.', 'iban')
  const country = iban.slice(0, 2)
  if (!sepaCountries.includes(country))
    throw invalid('SEPA does not reach accounts of this country.', 'Use another account.', 'iban')
  const bic = required(values, 'bic', 'The BIC', 11).toUpperCase()
  if (!isValidBIC(bic)) throw invalid('The BIC is not valid.', 'It has 8 or 11 letters and digits.', 'bic')
  const bankName = required(values, 'bankName', 'The bank')
  return { country, iban, bic, bankName, accountHolder: accountHolder(values) }
}
