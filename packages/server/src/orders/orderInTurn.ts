import type { Services } from '../services.ts'
import type { StoredOrder } from '../stores/store.ts'
import type { OrderTurn } from './turn.ts'

/**
 * The order as it stands, for whoever has its turn. Where the last holder left open what they did, the provider is read first. The
 * order is loaded after that: a read takes seconds, and meanwhile another device may have begun to send.
 *
 * @throws what the provider throws, and `store_failed`
 */
export async function orderInTurn(
  { store, refresher }: Pick<Services, 'store' | 'refresher'>,
  stored: StoredOrder,
  turn: OrderTurn,
): Promise<StoredOrder> {
  const load = async () => (await store.order(stored.order.orderId)) ?? stored
  if (turn.unfinished) await refresher.read(await load())
  return await load()
}
