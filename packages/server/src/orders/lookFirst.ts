import type { Services } from '../services.ts'
import type { StoredOrder } from '../stores/store.ts'
import type { OrderTurn } from './turn.ts'

/**
 * The order as it is at the beginning of a turn. Where nobody knows how the step before ended, the provider is asked first; meanwhile
 * a device may have begun to send, so that the order is loaded once more after that.
 */
export async function lookFirst(
  { store, refresher }: Pick<Services, 'store' | 'refresher'>,
  stored: StoredOrder,
  { unfinished }: OrderTurn,
): Promise<StoredOrder> {
  const load = async () => (await store.order(stored.order.orderId)) ?? stored
  const loaded = await load()
  if (!unfinished) return loaded
  await refresher.read(loaded)
  return await load()
}
