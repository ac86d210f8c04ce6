import type { CallSignal } from '../upstream.ts'
import type { BankInformation } from './bank/information.ts'
import { invalid } from './errors.ts'
import { type CapaOrder, type CapaSale, checkOrderCall } from './orderCall.ts'
import type { CapaAsk, CapaTransport } from './transport.ts'
import {
  type KycState,
  readAccounts,
  readKycLink,
  readKycState,
  readReceiverId,
  readReceivers,
  readSavedAccount,
  readUserId,
  type WireAccount,
  type WireReceiver,
} from './wire/person.ts'
import { readLock, readQuote, type WireLock, type WireQuote } from './wire/quote.ts'
import { readTransaction, readTransactions, type WireTransaction } from './wire/transaction.ts'

/** Somebody to be paid instead of the user (https://docs.capa.fi/docs/receivers). Further fields pass as they are. */
export interface CapaReceiver {
  userId: string
  receiverType: 'INDIVIDUAL' | 'BUSINESS'
  email: string
  taxId: string
  [field: string]: string | boolean
}

/** Capa's partner API, read but not yet mapped. Every method throws only `OfframpError`. */
export interface CapaApi {
  createUser(user: { email: string; externalUserId: string }, call?: CallSignal): Promise<string>
  kycLink(userId: string, to: { country: string; redirectUri?: string }, call?: CallSignal): Promise<string>
  kycState(userId: string, call?: CallSignal): Promise<KycState>
  quote(sale: CapaSale, call?: CallSignal): Promise<WireQuote>
  /** Holds for ten seconds. */
  lock(sale: CapaSale, call?: CallSignal): Promise<WireLock>
  /** Not idempotent: called twice, it makes two orders. Refuses a call that breaks the rules between its members. */
  createOrder(order: CapaOrder, call?: CallSignal): Promise<WireTransaction>
  execute(transactionId: string, transactionHash: string, call?: CallSignal): Promise<WireTransaction>
  /** `null` when Capa does not know it, or does not tell. */
  transaction(id: string, call?: CallSignal): Promise<WireTransaction | null>
  /** Newest first, at most five hundred. */
  transactionsOf(userId: string, call?: CallSignal): Promise<WireTransaction[]>
  cancel(id: string, call?: CallSignal): Promise<WireTransaction>
  accounts(owner: AccountOwner, country: string | undefined, call?: CallSignal): Promise<WireAccount[]>
  saveAccount(owner: AccountOwner, account: BankInformation, call?: CallSignal): Promise<string>
  receivers(userId: string, call?: CallSignal): Promise<WireReceiver[]>
  createReceiver(receiver: CapaReceiver, call?: CallSignal): Promise<string>
}

/** Whose saved accounts. */
export type AccountOwner = { userId: string } | { receiverId: string }

const root = '/api/partner/v2'
const newestFirst = { sortBy: 'createdAt', sortOrder: 'DESC' }
/** An id as part of a path: one that holds a slash would name something else. */
function segment(id: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/.test(id)) return id
  throw invalid('An id of Capa holds what no id of theirs does.', 'Start a new order.')
}

const accountsPath = (owner: AccountOwner) =>
  'userId' in owner
    ? `${root}/banks/users/${segment(owner.userId)}/accounts`
    : `${root}/banks/receivers/${segment(owner.receiverId)}/accounts`

/** @example createCapaApi(createTransport({ … })) */
export function createCapaApi(transport: CapaTransport): CapaApi {
  const ask = async <value>(read: (body: unknown) => value, question: CapaAsk, call: CallSignal = {}) =>
    read(await transport(question, call))
  const get = (path: string, query: CapaAsk['query'] = {}): CapaAsk => ({
    method: 'GET',
    path: root + path,
    query,
  })
  const post = (path: string, body: CapaAsk['body'] = {}): CapaAsk => ({
    method: 'POST',
    path: root + path,
    body,
  })

  return {
    createUser: (user, call) => ask(readUserId, post('/users', { type: 'INDIVIDUAL', ...user }), call),
    kycLink: async (userId, { country, redirectUri }, call) =>
      ask(
        readKycLink,
        post(`/users/${segment(userId)}/kyc/verification-link`, {
          country,
          ...(redirectUri === undefined ? {} : { partnerRedirectUri: redirectUri }),
        }),
        call,
      ),
    kycState: (userId, call) => ask(readKycState, get('/kyc/details', { userId }), call),

    quote: (sale, call) => ask(readQuote, get('/quotes', { transactionType: 'OFF_RAMP', ...sale }), call),
    lock: (sale, call) => ask(readLock, post('/quotes', { transactionType: 'OFF_RAMP', ...sale }), call),

    async createOrder(order, call) {
      checkOrderCall(order)
      return await ask(readTransaction, post('/off-ramp', order), call)
    },
    execute: (transactionId, transactionHash, call) =>
      ask(readTransaction, post('/off-ramp/execute', { transactionId, transactionHash }), call),

    // There is no documented way to read one by its path: the list is asked for the id.
    async transaction(id, call) {
      const rows = await ask(readTransactions, get('/transactions', { id }), call)
      return rows.find((row) => row.id === id) ?? null
    },
    async transactionsOf(userId, call) {
      const rows: WireTransaction[] = []
      for (let page = 0; page < 5; page += 1) {
        const query = { userId, type: 'OFF_RAMP', limit: '100', skip: String(page * 100), ...newestFirst }
        const more = await ask(readTransactions, get('/transactions', query), call)
        rows.push(...more)
        if (more.length < 100) break
      }
      return rows
    },
    cancel: async (id, call) =>
      ask(
        readTransaction,
        { method: 'PUT', path: `${root}/transactions/${segment(id)}/cancel`, body: {} },
        call,
      ),

    accounts: async (owner, country, call) =>
      ask(readAccounts, { method: 'GET', path: accountsPath(owner), query: { country } }, call),
    saveAccount: async (owner, account, call) =>
      ask(readSavedAccount, { method: 'POST', path: accountsPath(owner), body: { ...account } }, call),
    receivers: (userId, call) => ask(readReceivers, get('/receivers', { userId }), call),
    createReceiver: (receiver, call) => ask(readReceiverId, post('/receivers', receiver), call),
  }
}
