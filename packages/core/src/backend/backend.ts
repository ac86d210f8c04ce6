import type { AttemptPhase, AttemptView, NonSendProof } from '../order/attempt.ts'
import type { OrderId } from '../order/id.ts'
import type { OrderWithAttempts } from '../order/order.ts'
import type { FlowId, ProviderId, SellRequest } from '../order/request.ts'
import type { OrderStatus } from '../order/status.ts'
import type { FlowCapabilities } from '../provider/flow.ts'
import type { OptionsParameters, SellOptions } from '../quote/options.ts'
import type { QuoteParameters, SellQuote } from '../quote/quote.ts'
import type { SellQuotes } from '../quote/quotes.ts'
import type { OfframpSession } from '../session/session.ts'

/** Handed to every call; aborting stops waiting, not what was begun. */
export interface CallOptions {
  signal?: AbortSignal
}

/** An order as its owner may see it. `status` and `binding` are the server's; the browser derives them again. */
export interface OrderView extends OrderWithAttempts {
  capabilities: FlowCapabilities
  status: OrderStatus
  /** Grows with every change and never goes back: an answer with an earlier one than was shown is not shown. */
  version: number
  /** The server's clock when it answered, in milliseconds since 1970. */
  serverNow: number
  /** The provider was asked for this answer and did not tell: it is what was known before. */
  stale?: boolean
}

/** What a new order is made from. */
export interface CreateOrderParameters {
  /**
   * 128 random bits made and stored by the browser before the call; unique per owner. The same id always answers with
   * the same order, so that a lost answer never makes a second one.
   */
  requestId: string
  provider: ProviderId
  flow?: FlowId
  request: SellRequest
  /** The account that will send. */
  sender: string
}

/** Asks for the right to send once, before the wallet is asked. */
export interface ReserveParameters {
  orderId: OrderId
  /** The attempt as it was written ahead; `phase` is `armed`. Also the idempotency key. */
  attempt: AttemptView
}

/** `reserved`: this attempt may go on. `active`: another may have sent; here is what to look for. */
export type Reservation = { status: 'reserved' } | { status: 'active'; attempt: AttemptView }

/** Says what became of an attempt. A hint: the server looks at the chain itself. */
export interface ReportParameters {
  orderId: OrderId
  attemptId: string
  phase: AttemptPhase
  proof?: NonSendProof
  /** The user says that they cancelled the request in the wallet; only with phase `unknown`. */
  attested?: true
  txHash?: string
}

/** What looking for the money found. `unknown` is an answer; it never means "none". */
export type FindResult =
  | { status: 'found'; txHash: string }
  | { status: 'none_yet'; scannedTo: number }
  | { status: 'unknown'; reason: string }

/** The server's copy of the deposit ledger. */
export interface DepositsBackend {
  reserve(parameters: ReserveParameters, options?: CallOptions): Promise<Reservation>
  report(parameters: ReportParameters, options?: CallOptions): Promise<OrderView>
  find?(parameters: { orderId: OrderId; attemptId: string }, options?: CallOptions): Promise<FindResult>
}

/** Which order, and what the user did just now. */
export interface GetOrderParameters {
  orderId: OrderId
  /** They came back from the provider. */
  returned?: boolean
  /** They say that they sent the deposit by hand. From then on no wallet is asked for this order. */
  declared?: boolean
}

/** Part of a list; `next` is the cursor of the following part, `null` at the end. */
export interface Page<item> {
  items: readonly item[]
  next: string | null
}

/**
 * What the React side calls: the pluggable fetcher. `httpBackend` speaks to `@offrampkit/server`; an app with a backend
 * of its own writes this interface. Every answer is parsed by `checkBackend` before anything acts on it.
 *
 * Without `deposits`, only the browser that holds the order's ledger row may send: a second device can look, not send.
 */
export interface OfframpBackend {
  getOptions(parameters: OptionsParameters, options?: CallOptions): Promise<SellOptions>
  getQuote(parameters: QuoteParameters, options?: CallOptions): Promise<SellQuote>
  /** The prices of all providers at once. One that is slow or broken must not hold up the others: it is `unavailable`. */
  getQuotes?(parameters: SellRequest, options?: CallOptions): Promise<SellQuotes>
  createOrder(parameters: CreateOrderParameters, options?: CallOptions): Promise<OrderView>
  /** Fresh each time; may be asked again. */
  createSession(parameters: { orderId: OrderId }, options?: CallOptions): Promise<OfframpSession>
  continueSession?(
    parameters: { orderId: OrderId; values: Readonly<Record<string, string>> },
    options?: CallOptions,
  ): Promise<OfframpSession>
  /** Its hints are reasons to read, never proofs. */
  getOrder(parameters: GetOrderParameters, options?: CallOptions): Promise<OrderView>
  listOrders?(parameters: { cursor?: string }, options?: CallOptions): Promise<Page<OrderView>>
  cancelOrder?(parameters: { orderId: OrderId }, options?: CallOptions): Promise<OrderView>
  deposits?: DepositsBackend
  /**
   * Calls `onChange` when the order may have changed, with its {@link OrderView.version} where that is known: who has read
   * this one already need not read again. Call it once when listening has begun, so that what changed just before is heard.
   * The result stops it, and must be callable while nothing was heard yet.
   *
   * `known` tells the version that was read by then: whoever listens anew need not be told that one again.
   */
  subscribe?(
    parameters: { orderId: OrderId; known?: () => number | undefined },
    onChange: (version?: number) => void,
  ): () => void
}
