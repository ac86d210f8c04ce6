/** `userBankInformation` of the order call. Goes to Capa and nowhere else: never stored, logged or put into an event. */
export interface BankInformation {
  /** ISO 3166-1 alpha-2 of the account. */
  country: string
  accountIdentifier?: string
  bankName?: string
  accountType?: 'SAVINGS' | 'CHECKING'
  documentIdentifier?: string
  documentType?: 'CEDULA' | 'RNC' | 'PASSPORT'
  routingNumber?: string
  address?: {
    streetLine1: string
    streetLine2?: string
    city: string
    state?: string
    postalCode: string
    country: string
  }
  bic?: string
  iban?: string
  accountHolder?:
    | { type: 'INDIVIDUAL'; firstName: string; lastName: string }
    | { type: 'BUSINESS'; businessName: string }
}
