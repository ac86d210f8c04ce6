import type { BankInformation } from './bank/information.ts'
import { invalid } from './errors.ts'

/** What is sold. Amounts are decimal text; exactly one of the two is given. */
export type CapaSale = {
  fiatCurrency: string
  blockchainSymbol: string
  tokenSymbol: string
  premiumSpread?: string
} & ({ cryptoAmount: string } | { fiatAmount: string })

/** Whom it is paid to: an account given here, or one that Capa has saved; of the user, or of a receiver. */
export type CapaPayee = ({ userBankInformation: BankInformation } | { userBankInformationId: string }) & {
  receiverId?: string
}

/** The order call: at a price that was locked, or what to sell at the price of that moment; never both. */
export type CapaOrder = { userId: string } & CapaPayee & ({ quoteId: string } | CapaSale)

const saleMembers = ['fiatCurrency', 'blockchainSymbol', 'tokenSymbol'] as const
const rest = 'Correct the call: nothing was made.'

/**
 * The rules between the members of the order call, as its page states them ("Field Relationships",
 * https://docs.capa.fi/reference/offramppartnerv2controller_createpartnerofframp, read 2026-11-21): a union type alone lets an
 * object with both through.
 *
 * @throws OfframpError `invalid_request`
 */
export function checkOrderCall(order: CapaOrder): void {
  const has = (name: string) => (order as Record<string, unknown>)[name] !== undefined
  const amounts = ['fiatAmount', 'cryptoAmount'].filter(has).length
  if (!has('userId')) throw invalid('The sale has no user.', rest)
  if (has('quoteId') ? saleMembers.some(has) || amounts > 0 : !saleMembers.every(has) || amounts !== 1)
    throw invalid(
      'A sale names either a locked price, or currency, chain, token and one of the two amounts.',
      rest,
    )
  if (has('quoteId') && has('premiumSpread'))
    throw invalid('The share of the app is part of the locked price.', rest)
  if (has('userBankInformation') === has('userBankInformationId'))
    throw invalid('A sale names either a bank account, or a saved one.', rest)
}
