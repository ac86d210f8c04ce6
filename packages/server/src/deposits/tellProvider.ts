import type { Services } from '../services.ts'
import type { StoredOrder } from '../stores/store.ts'

/**
 * Tells the provider the hash, where its flow wants to know it. Failing is not fatal: the hash is written down, and the
 * chain shows the transfer to the provider as well.
 */
export async function tellProvider(
  { providers, writer, timeout, report }: Services,
  stored: StoredOrder,
  txHash: string,
): Promise<StoredOrder> {
  const { attempts, ...order } = stored.order
  const provider = providers.get(order.provider)
  if (!provider?.confirmDeposit || providers.flow(order.flow)?.capabilities.confirm !== 'api') return stored
  try {
    const events = await provider.confirmDeposit(order, txHash, { signal: timeout(8_000) })
    return await writer.applyEvents(order.orderId, events)
  } catch (error) {
    report(error, 'confirmDeposit', order.orderId)
    return stored
  }
}
