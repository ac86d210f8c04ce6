import { OfframpError } from '@offrampkit/core'
import type { CallOptions } from '@offrampkit/core/api'
import { noFacts } from '@offrampkit/core/order'
import type { ChainsPort } from '@offrampkit/deposit'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { type Evidence, type OfframpStatus, toOfframpStatus } from '../order/offrampStatus.ts'
import { runtimeOf } from '../runtime/runtime.ts'

export interface GetOfframpHistoryParameters {
  /** Where the page begins: `next` of the one before. Absent: the newest orders. */
  cursor?: string | undefined
  /** The chains on which a wallet of this app sends, so that what is sent by hand is never called unsent. */
  chains?: ChainsPort | undefined
}

/** One page of a user's orders, newest first. */
export interface GetOfframpHistoryReturnType {
  items: readonly OfframpStatus[]
  /** Begins the following page; `null` at the end. */
  next: string | null
}
export type GetOfframpHistoryErrorType = OfframpError

/**
 * The user's own orders, a page at a time, each with where it stands as the server tells it. No chain and no provider is
 * asked: one of them alone is looked at closely with `getOfframpStatus`. Where the backend keeps no attempts, what the user's
 * browser knows is not read either, and nothing of which that could matter is called unsent.
 *
 * @throws OfframpError `unsupported_operation` where the backend has no `listOrders`; the backend's own, such as
 * `unauthenticated` or `backend_unreachable`
 * @example const { items, next } = await getOfframpHistory(config)
 */
export async function getOfframpHistory(
  config: OfframpConfig,
  { cursor, chains }: GetOfframpHistoryParameters = {},
  call?: CallOptions,
): Promise<GetOfframpHistoryReturnType> {
  const { backend, clock } = runtimeOf(config)
  const { listOrders, deposits } = await backend()
  if (!listOrders) throw noList()
  const askedAt = clock.now()
  const { items, next } = await listOrders(cursor === undefined ? {} : { cursor }, call)
  const [first] = items
  if (first) clock.sync(first.serverNow, askedAt)
  const evidence: Evidence = {
    facts: noFacts,
    attempts: [],
    unreadable: deposits ? null : 'not_read',
    attestable: null,
    chains: chains ?? null,
  }
  const now = clock.now()
  return { items: items.map((order) => toOfframpStatus(order, evidence, config.registry, now)), next }
}

function noList(): OfframpError {
  return new OfframpError({
    code: 'unsupported_operation',
    message: 'This backend does not list orders.',
    why: 'Without `listOrders` a page cannot know which orders a user has.',
    action: 'Give the backend `listOrders`, or show single orders by their id.',
  })
}
