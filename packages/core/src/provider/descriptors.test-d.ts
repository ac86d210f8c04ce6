/**
 * Describes every offramp that we know of in the words of {@link FlowDescriptor}: a compile error here means that the
 * contract lost something. Facts: the providers' own documents, read 2026-11-21; where they are silent, the entry says so.
 *
 * What the contract cannot express, on purpose:
 * - Peer (zkp2p): there is no deposit address. The seller calls a contract with an allowance, buyers fill it in parts, and
 *   the seller can withdraw. Selling by contract call is out of scope: its amount, destination and end are not a transfer.
 * - Paycrest's gateway contract: the same; its API orders with a deposit address are described.
 * - Onramper's and Ramp's QR flow: the user pays from another device. That is `instructionFrom: 'never'`, and the kit then
 *   shows the order without offering to send.
 * - Two ways of signing webhooks that `WebhookVerification` has no kind for: Transak's JWT under a rotating access token,
 *   and Ramp's ECDSA on secp256k1, a curve that WebCrypto lacks. Both have an API to poll; a kind can be added.
 * - A refund address of its own (Bridge, Paycrest, Kotani): the kit always names the sender, hence `to_sender`.
 *
 * What it says in another place than one may look for it:
 * - "Send amount plus fees" (Paycrest): `deposit.amount` of an order always includes them; the adapter adds.
 * - An address that can be used again and has no end (Bridge): `clocks.order: null`, `amount.kinds: ['open']`. Which deposit
 *   is ours is decided by sender, block and transaction, since the address belongs to the user and not to the order.
 * - Auto-refund after a failed payout (Kotani): `refunds`, and the row's own states.
 */
import type { FlowDescriptor } from './flow.ts'

const minute = 60_000
const hour = 60 * minute

export const coinbaseHosted = {
  id: 'coinbase/hosted',
  provider: 'coinbase',
  capabilities: {
    instructionFrom: 'poll',
    open: ['popup', 'tab', 'redirect'],
    returnsUser: true,
    confirm: 'none',
    refunds: 'to_provider_balance',
    cancel: false,
  },
  reference: 'ours',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'must_match',
  clocks: { order: 30 * minute, price: null, session: 5 * minute },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/** The deposit address comes by webhook alone, nobody is sent back, and there is no refund in its vocabulary. */
export const partnaWidget = {
  id: 'partna/widget',
  provider: 'partna',
  capabilities: {
    instructionFrom: 'webhook',
    open: ['popup', 'tab'],
    returnsUser: false,
    confirm: 'none',
    refunds: 'none',
    cancel: false,
  },
  reference: 'ours',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'must_match',
  clocks: { order: 'told', price: null, session: null },
  news: { webhook: 'signed_body', poll: true },
} as const satisfies FlowDescriptor

/** `expireAction: deposit` credits the user's balance at Partna; by default a late deposit is priced again. */
export const partnaApi = {
  id: 'partna/api',
  provider: 'partna',
  capabilities: {
    instructionFrom: 'create',
    open: ['form'],
    returnsUser: false,
    confirm: 'none',
    refunds: 'to_provider_balance',
    cancel: false,
  },
  reference: 'ours',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'must_match',
  clocks: { order: 'told', price: null, session: null },
  news: { webhook: 'signed_body', poll: true },
} as const satisfies FlowDescriptor

/** No reference of ours in or out, no end of the order; the price holds for ten seconds inside the creating call. */
export const capaApi = {
  id: 'capa/api',
  provider: 'capa',
  capabilities: {
    instructionFrom: 'create',
    open: ['form'],
    returnsUser: false,
    confirm: 'api',
    refunds: 'none',
    cancel: true,
  },
  reference: 'theirs',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'none',
  clocks: { order: null, price: 10_000, session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/** By SDK handler, which answers with a deposit id. Decimal and base units are both told; decimal is read. */
export const moonpayWidget = {
  id: 'moonpay/widget',
  provider: 'moonpay',
  capabilities: {
    instructionFrom: 'message',
    open: ['embed', 'popup'],
    returnsUser: false,
    confirm: 'reply',
    refunds: 'to_sender',
    cancel: false,
  },
  reference: 'both',
  referenceKnown: 'after',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: true,
  sender: 'none',
  clocks: { order: 48 * hour, price: 20 * minute, session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/** The same, by the parameters of the redirect: a hint until the API says so too. */
export const moonpayRedirect = {
  ...moonpayWidget,
  id: 'moonpay/redirect',
  capabilities: {
    ...moonpayWidget.capabilities,
    instructionFrom: 'return',
    open: ['tab', 'redirect'],
    returnsUser: true,
    confirm: 'none',
  },
} as const satisfies FlowDescriptor

/** `SEND_CRYPTO` names no sale, so that the message counts only inside the widget that this order opened. */
export const rampWidget = {
  id: 'ramp/widget',
  provider: 'ramp',
  capabilities: {
    instructionFrom: 'message',
    open: ['embed', 'popup'],
    returnsUser: false,
    confirm: 'reply',
    refunds: 'none',
    cancel: false,
  },
  reference: 'theirs',
  referenceKnown: 'after',
  amount: { units: 'base', kinds: ['exact'] },
  memo: false,
  sender: 'none',
  clocks: { order: 'told', price: null, session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/** The order API documents no deposit address, so that the redirect is the only source. */
export const transakHosted = {
  id: 'transak/hosted',
  provider: 'transak',
  capabilities: {
    instructionFrom: 'return',
    open: ['popup', 'tab', 'redirect', 'embed'],
    returnsUser: true,
    confirm: 'none',
    refunds: 'to_sender',
    cancel: true,
  },
  reference: 'both',
  referenceKnown: 'after',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'optional',
  clocks: { order: 'told', price: null, session: 5 * minute },
  news: { webhook: 'signed_body', poll: true },
} as const satisfies FlowDescriptor

/** `features.flexible_amount` and `allow_any_from_address` are per transfer: the order's rules carry what was chosen. */
export const bridgeTransfer = {
  id: 'bridge/transfer',
  provider: 'bridge',
  capabilities: {
    instructionFrom: 'create',
    open: [],
    returnsUser: false,
    confirm: 'none',
    refunds: 'to_sender',
    cancel: true,
  },
  reference: 'both',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact', 'open'] },
  memo: true,
  sender: 'optional',
  clocks: { order: null, price: null, session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/** One address for good: no amount, no end; each deposit becomes a "drain" with an id of its own. */
export const bridgeLiquidation = {
  id: 'bridge/liquidation-address',
  provider: 'bridge',
  capabilities: {
    instructionFrom: 'create',
    open: [],
    returnsUser: false,
    confirm: 'none',
    refunds: 'to_sender',
    cancel: false,
  },
  reference: 'theirs',
  referenceKnown: 'after',
  amount: { units: 'decimal', kinds: ['open'] },
  memo: true,
  sender: 'none',
  clocks: { order: null, price: null, session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/** The user sends inside the provider's own page; the app only follows. */
export const meldWidget = {
  id: 'meld/widget',
  provider: 'meld',
  capabilities: {
    instructionFrom: 'never',
    open: ['popup', 'tab', 'redirect'],
    returnsUser: false,
    confirm: 'none',
    refunds: 'none',
    cancel: false,
  },
  reference: 'both',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'none',
  clocks: { order: null, price: null, session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/** The transfer has to be confirmed by API afterwards. What `wallet` means changed between two of its documents. */
export const onramperRedirect = {
  id: 'onramper/redirect',
  provider: 'onramper',
  capabilities: {
    instructionFrom: 'return',
    open: ['tab', 'redirect'],
    returnsUser: true,
    confirm: 'api',
    refunds: 'none',
    cancel: false,
  },
  reference: 'both',
  referenceKnown: 'after',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'must_match',
  clocks: { order: null, price: null, session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

export const yellowCardApi = {
  id: 'yellowcard/direct-settlement',
  provider: 'yellowcard',
  capabilities: {
    instructionFrom: 'create',
    open: ['form'],
    returnsUser: false,
    confirm: 'none',
    refunds: 'none',
    cancel: false,
  },
  reference: 'both',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'none',
  clocks: { order: 'told', price: 'told', session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/** Exact amount; refunded by itself five minutes after a failed payout. */
export const kotaniApi = {
  id: 'kotani/api',
  provider: 'kotani',
  capabilities: {
    instructionFrom: 'create',
    open: ['form'],
    returnsUser: false,
    confirm: 'none',
    refunds: 'to_sender',
    cancel: false,
  },
  reference: 'ours',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'optional',
  clocks: { order: null, price: 'told', session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/** `amount + senderFee + transactionFee` is what has to be sent. */
export const paycrestApi = {
  id: 'paycrest/api',
  provider: 'paycrest',
  capabilities: {
    instructionFrom: 'create',
    open: ['form'],
    returnsUser: false,
    confirm: 'none',
    refunds: 'to_sender',
    cancel: false,
  },
  reference: 'both',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'none',
  clocks: { order: 'told', price: null, session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/** Refused by the contract, and this line fails to compile should it ever be accepted unnoticed. */
export const peerContractCall = {
  ...paycrestApi,
  id: 'peer/deposit',
  provider: 'peer',
  capabilities: {
    ...paycrestApi.capabilities,
    // @ts-expect-error a contract call is no source of a deposit instruction: out of scope, see above
    instructionFrom: 'contract',
  },
} as const satisfies FlowDescriptor
