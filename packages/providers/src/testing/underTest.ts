import type { AssetRegistry } from '@offrampkit/core'
import type { Order, RowState } from '@offrampkit/core/order'
import type { CallContext, ServerProviderFactory } from '@offrampkit/core/provider'

/**
 * One flow of a provider, and what the suite needs to try it. Nothing here may reach a network. A provider with two flows is
 * handed in twice.
 */
export interface ProviderUnderTest {
  /** Your factory with keys made for the test. The suite hands it its own `fetch`, clock, randomness and marks. */
  factory: ServerProviderFactory
  registry: AssetRegistry
  /** The time at which everything happens, in milliseconds since 1970. */
  now: number
  /** An order of the flow without facts, made a little before `now`. */
  order: Order
  /** The same order when the provider has a row of it, where that is found by an id of theirs. Default: `order`. */
  known?: Order
  /** What comes with a call beside an IP and a return URL, such as the `userId`. */
  call?: Partial<CallContext>
  /** Answers to the forms of the flow, one after the other. Leave it out where it has none. */
  values?: readonly Readonly<Record<string, string>>[]
  /**
   * A stand-in of the provider's API that answers every call of a sale. With a status it has one row of `order`, payable but for
   * that word of theirs; with `null` it has none yet.
   */
  upstream(status: string | null): UpstreamStandIn
  /**
   * Every status of theirs, and what it means. Write it from their documents, not from your table. The first that means that
   * they wait for the deposit is the payable one.
   */
  statuses: Readonly<Record<string, RowState>>
  /** Keys and secrets in the factory's options, and bank details or names in answers: what must not leave the provider. */
  secrets: readonly string[]
  /** Words of the provider's own API that must not leave its folder: statuses and names of fields. */
  ownWords: readonly string[]
  /** Where it has a webhook. */
  webhook?: WebhookUnderTest
  /** Mutations for each answer. Default 300. */
  mutations?: number
}

/** The provider's API as a `fetch`. */
export interface UpstreamStandIn {
  fetch: typeof globalThis.fetch
  /** How many orders were made there by calls. Needed where a call of the flow makes one. */
  made?(): number
}

/** A webhook as it is delivered. */
export interface Delivery {
  headers: Record<string, string>
  body: string
}

/** How the provider's webhooks are made in a test. */
export interface WebhookUnderTest {
  /** News of the row of `order` with this word of theirs, signed at `now` with the key that the factory knows. */
  deliver(word: string): Promise<Delivery>
  /** The same, signed with another key. */
  forge(word: string): Promise<Delivery>
  /** Every word of theirs in a webhook, and what it means; the first must mean that they wait for the deposit. */
  statuses: Readonly<Record<string, RowState>>
  /** Text in the first delivery that must not be kept: names, bank details. Empty where there is none. */
  personal: readonly string[]
}
