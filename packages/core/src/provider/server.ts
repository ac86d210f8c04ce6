import type { BindRules } from '../deposit/rules.ts'
import type { AssetRegistry } from '../network/registry.ts'
import type { OrderEvent } from '../order/event.ts'
import type { Order } from '../order/order.ts'
import type { FlowId, ProviderId, SellRequest } from '../order/request.ts'
import type { OptionsParameters, SellOptions } from '../quote/options.ts'
import type { SellQuote } from '../quote/quote.ts'
import type { SessionForm } from '../session/session.ts'
import type { WebhookVerification } from '../webhook/verification.ts'
import type { FlowDescriptor, OpenMode } from './flow.ts'

/** What every provider is handed: nothing is reached for. */
export interface ProviderContext {
  registry: AssetRegistry
  fetch: typeof fetch
  /** Milliseconds since 1970. */
  now: () => number
  random: (length: number) => Uint8Array
  /** Durable, and shared by every instance. Absent where the host keeps nothing. */
  marks?: ProviderMarks
}

/**
 * Names that are taken once until they lapse, for a provider whose calls must not be made twice. They last for as long as the caller
 * asks, whatever the clocks of other instances say.
 */
export interface ProviderMarks {
  /** `true` for the first caller of this key, `false` for all others until `until` (ms since 1970). */
  take(key: string, until: number): Promise<boolean>
  /** Whether the key is taken and has not lapsed. */
  has(key: string): Promise<boolean>
}

/** What comes with a call that a user caused. */
export interface CallContext {
  /** The user's public IP as the platform knows it, never from a header that a client can set. */
  clientIp: string
  /** Where the provider sends the user back to: built by the server from its own configuration. */
  returnUrl: string
  /** Whose order it is, as the app's `authenticate` names them. For providers that keep accounts of their users. */
  userId?: string
  /** Whether another order of ours holds this row of the provider already. */
  isTaken?: (rowId: string) => Promise<boolean>
  signal?: AbortSignal
}

/** A session as a provider makes it; the server adds the order id. */
export type ProviderSession =
  | { kind: 'open'; url: string; modes: readonly OpenMode[]; expiresAt: number | null }
  | ({ kind: 'form' } & SessionForm)
  | { kind: 'deposit' }
  | { kind: 'follow' }

/** What a step brought: the session, and the events it caused. */
export interface SessionResult {
  session: ProviderSession
  events: readonly OrderEvent[]
}

/** What the signed part of a webhook says. `null` for news that is not about an order of ours. */
export interface WebhookNews {
  /** Our order id, where the message carries it. */
  orderId: string | null
  /** The provider's row, by which the order is found otherwise. */
  rowId: string | null
  events: readonly OrderEvent[]
  /** Read the order from the provider before believing the message. */
  confirmByRead: boolean
  /**
   * With `confirmByRead`, for a provider whose reads leave something out, such as the deposit address: what of the message is believed
   * at once, as it is signed. Of the rest the read decides, where it tells of the row at all; where it does not, nothing else ever will,
   * and `events` are believed too. While a read fails, an end among them keeps everybody from sending, where nothing was sent.
   */
  signedAlone?: readonly OrderEvent[]
  /**
   * When it was written, in ms since 1970, where a signed member says so. What is older than the host remembers webhooks is refused, so
   * that one that is played again after that does nothing.
   */
  writtenAt?: number
}

/** How much of one kind the provider takes from one app, with room left. Source and date belong beside the figure. */
export interface ProviderLimits {
  /** Quotes that the host may ask for in any second, over all its users and instances. */
  quotesPerSecond?: number
}

/**
 * The half of a provider that holds secrets. A plain object checked with `satisfies ServerProvider`.
 * Each method throws only `OfframpError`; an answer that cannot be read is `provider_unreadable`.
 *
 * `createSession`, `continueSession` and `cancelOrder` of one order never run twice at once, on whichever instance. After an instance
 * died in one, or an answer was lost (`provider_unavailable`, `provider_unreadable`), `readOrder` is asked before the next. What an
 * unanswered call may still make after that, and `readOrder` does not show, is for the provider to guard against: by a reference of
 * the order, or by {@link ProviderMarks}.
 */
export interface ServerProvider {
  id: ProviderId
  flows: readonly FlowDescriptor[]
  rules: Readonly<Record<FlowId, BindRules>>
  /** What it is not asked for more often than. */
  limits?: ProviderLimits
  /**
   * It pays nobody: a test environment of the provider, or what stands in for it on this machine. In production the handler does
   * not start with one, unless it is told to.
   */
  test?: boolean
  getOptions(parameters: OptionsParameters, call: { signal?: AbortSignal }): Promise<SellOptions>
  /** A price is told to many who ask the same, so that nothing about who asks is handed in. */
  getQuote(request: SellRequest, call: { signal?: AbortSignal }): Promise<SellQuote>
  /** Refuses, by throwing, a request that this flow cannot serve. Makes nothing upstream. */
  checkRequest(flow: FlowId, request: SellRequest): void
  /** The next step towards the deposit; may be asked again for the same order. */
  createSession(order: Order, call: CallContext): Promise<SessionResult>
  /** Answers of a form. */
  continueSession?(
    order: Order,
    values: Readonly<Record<string, string>>,
    call: CallContext,
  ): Promise<SessionResult>
  /** Everything that the provider knows about the order now. */
  readOrder(order: Order, call: { signal?: AbortSignal }): Promise<readonly OrderEvent[]>
  cancelOrder?(order: Order, call: { signal?: AbortSignal }): Promise<readonly OrderEvent[]>
  /** Tells the provider the hash, where its flow wants it. Failing is not fatal. */
  confirmDeposit?(
    order: Order,
    txHash: string,
    call: { signal?: AbortSignal },
  ): Promise<readonly OrderEvent[]>
  webhook?: {
    verification: WebhookVerification
    /**
     * What of the bytes is kept until they were worked on, and handed to `parse`. Default: all of them; a provider whose
     * messages hold bank details or names leaves those out here. Must not throw.
     */
    keep?(signed: Uint8Array): Uint8Array
    /** Handed only the bytes that the signature covers. */
    parse(signed: Uint8Array, at: number): WebhookNews | null
  }
}

/** Builds a provider over what it is handed. */
export type ServerProviderFactory = (context: ProviderContext) => ServerProvider
