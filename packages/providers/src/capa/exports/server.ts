export type { CallSignal } from '../../upstream.ts'
export {
  type AccountOwner,
  type CapaApi,
  type CapaReceiver,
  createCapaApi,
} from '../api.ts'
export { checkBankAccount } from '../bank/check.ts'
export type { BankInformation } from '../bank/information.ts'
export type { CapaOrder, CapaPayee, CapaSale } from '../orderCall.ts'
export { type CapaOptions, capa } from '../server.ts'
export {
  type CapaAsk,
  type CapaTransport,
  capaHosts,
  createTransport,
  type TransportParts,
} from '../transport.ts'
export { type CapaUsers, memoryCapaUsers } from '../users.ts'
export type { KycState, WireAccount, WireReceiver } from '../wire/person.ts'
export type { WireLock, WireQuote } from '../wire/quote.ts'
export type { WireTransaction } from '../wire/transaction.ts'
