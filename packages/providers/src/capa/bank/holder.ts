import { type Answers, chosen, required } from './answers.ts'
import type { BankInformation } from './information.ts'

/**
 * Whose account it is: a person with both names, or a company with its own.
 *
 * @throws OfframpError `invalid_request`
 */
export function accountHolder(values: Answers): NonNullable<BankInformation['accountHolder']> {
  const type = chosen(values, 'holderType', 'The kind of holder', {
    individual: 'INDIVIDUAL',
    business: 'BUSINESS',
  })
  if (type === 'BUSINESS')
    return { type, businessName: required(values, 'businessName', 'The company name', 128) }
  return {
    type,
    firstName: required(values, 'firstName', 'The first name'),
    lastName: required(values, 'lastName', 'The last name'),
  }
}
