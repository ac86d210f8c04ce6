import type { AssetRegistry } from '@offrampkit/core'
import type { OfframpBackend } from '@offrampkit/core/api'
import type { DepositPorts } from '@offrampkit/deposit'
import { english } from '../messages/english.ts'
import type { MessagesSource } from '../messages/messages.ts'
import { browserStorage, type OfframpStorage } from './storage.ts'

/** The app's backend, or a function that brings it: then its code is loaded when a sale starts, not with the page. */
export type BackendSource = OfframpBackend | (() => OfframpBackend | Promise<OfframpBackend>)

export interface CreateOfframpConfigParameters {
  /** What answers for orders: `httpBackend`, or the app's own. Each answer is checked before anything acts on it. */
  backend: BackendSource
  /** The only source of contract addresses and decimals. */
  registry: AssetRegistry
  /** Defaults to `localStorage`, and to nothing on a server. */
  storage?: OfframpStorage
  /** Prefix of the keys in `storage`; two configs on one page need two. Defaults to `offrampkit`. */
  key?: string
  /** The texts; English by default. */
  messages?: MessagesSource
  /** Replaces single ports of the deposit, for tests and unusual hosts; and takes the app's word about wallets (`keepsNonce`). */
  ports?: Partial<DepositPorts>
}

/** What `createOfframpConfig` makes. Plain data and functions; made once, outside of React. */
export interface OfframpConfig {
  readonly backend: BackendSource
  readonly registry: AssetRegistry
  readonly storage: OfframpStorage
  readonly key: string
  readonly messages: MessagesSource
  readonly ports: Partial<DepositPorts>
}

/**
 * The kit's configuration. Pure: reads no window, makes no request, so that it can stand in a module that a server
 * renders from.
 *
 * @example
 * ```ts
 * const config = createOfframpConfig({
 *   backend: httpBackend({ baseUrl: '/api/offramp' }),
 *   registry: mainnetRegistry(),
 * })
 * ```
 */
export function createOfframpConfig(parameters: CreateOfframpConfigParameters): OfframpConfig {
  return {
    backend: parameters.backend,
    registry: parameters.registry,
    storage: parameters.storage ?? browserStorage,
    key: parameters.key ?? 'offrampkit',
    messages: parameters.messages ?? english,
    ports: parameters.ports ?? {},
  }
}
