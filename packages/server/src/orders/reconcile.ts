import type { Services } from '../services.ts'
import { workOnWebhook } from '../webhooks/work.ts'
import { dueAfter } from './due.ts'

/** What one round did. */
export interface Reconciled {
  /** Webhooks that were worked on again. */
  webhooks: number
  /** Orders whose provider was asked. */
  orders: number
}

/** One round: webhooks that wait, then orders whose news stopped. Safe to run anywhere, any number of times, at once. */
export async function reconcile(services: Services, limit = 50): Promise<Reconciled> {
  const { store, refresher, now, report } = services
  const webhooks = await store.webhooksDue(now(), limit)
  for (const entry of webhooks) await workOnWebhook(services, entry)
  const orders = await store.ordersDue(now(), limit)
  for (const stored of orders) {
    const { orderId } = stored.order
    try {
      const asked = await refresher.read(stored)
      await store.setDue(orderId, asked.version, dueAfter(asked.order, now()))
    } catch (error) {
      report(error, 'reconcile', orderId)
      await store.setDue(orderId, stored.version, dueAfter(stored.order, now()))
    }
  }
  return { webhooks: webhooks.length, orders: orders.length }
}
