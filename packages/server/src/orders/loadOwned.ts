import { isId } from '@offrampkit/core/order'
import { notFound } from '../refusals.ts'
import type { Store, StoredOrder } from '../stores/store.ts'

/**
 * The order, if it is this user's.
 *
 * @throws OfframpError `not_found`, the same whether the id is malformed, absent or somebody else's
 */
export async function loadOwnedOrder(store: Store, orderId: string, ownerId: string): Promise<StoredOrder> {
  const stored = isId(orderId) ? await store.order(orderId) : null
  if (!stored || stored.ownerId !== ownerId) throw notFound()
  return stored
}
