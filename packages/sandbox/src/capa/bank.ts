import { type Fields, hasTexts, textField } from './fields.ts'

/** A bank account as it was given, with what the stand-in knows of it. */
export interface BankAccount {
  id: string
  partner: string
  userId: string
  /** Of a receiver instead of the user. */
  receiverId: string | null
  details: Fields
  isVerified: boolean
}

/** Countries of the SEPA rules among the ISO codes that the enum holds. */
const SEPA = new Set(
  'AD AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MT NL NO PL PT RO SE SI SK SM VA'.split(
    ' ',
  ),
)

const REQUIRED: Record<string, readonly string[]> = {
  MX: ['accountIdentifier'],
  DO: ['accountIdentifier', 'bankName', 'accountType', 'documentIdentifier', 'documentType'],
  US: ['accountIdentifier', 'bankName', 'routingNumber'],
  SEPA: ['iban', 'bic', 'bankName'],
}

function isHolder(value: unknown): boolean {
  if (!hasTexts(value, ['type'])) return false
  if (value.type === 'BUSINESS') return hasTexts(value, ['businessName'])
  return value.type === 'INDIVIDUAL' && hasTexts(value, ['firstName', 'lastName'])
}

const isAddress = (value: unknown) => hasTexts(value, ['streetLine1', 'city', 'postalCode', 'country'])

/**
 * Whether the details hold what their country requires ("Bank Account Requirements by Country" of the create page). Only
 * the CLABE's pattern is documented: check digits and IBAN sums are the caller's matter.
 */
export function isBankDetails(value: unknown): value is Fields {
  if (!hasTexts(value, ['country'])) return false
  const country = textField(value, 'country') as string
  const rules = SEPA.has(country) ? 'SEPA' : country
  const required = REQUIRED[rules]
  if (required === undefined || !hasTexts(value, required)) return false
  if (rules === 'MX') return /^\d{18}$/.test(value.accountIdentifier as string)
  if (rules === 'DO') {
    return (
      ['SAVINGS', 'CHECKING'].includes(value.accountType as string) &&
      ['PASSPORT', 'RNC', 'CEDULA'].includes(value.documentType as string)
    )
  }
  if (!isHolder(value.accountHolder)) return false
  return rules === 'SEPA' || isAddress(value.address)
}

/** What tells one account from another, for the "first account" of the penny test. */
export const accountKey = (details: Fields): string =>
  [details.country, details.accountIdentifier ?? details.iban].join(':')

/** The account as answers show it. */
export const bankRow = (bank: BankAccount) => ({ ...bank.details, isVerified: bank.isVerified })
