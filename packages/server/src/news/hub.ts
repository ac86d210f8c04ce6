import type { OrderId } from '@offrampkit/core/order'
import type { OrderPublished } from '../orders/applyEvents.ts'

type Listener = (version: number) => void

/** Tells those in this process who listen to an order that it changed. */
export interface NewsHub {
  publish(change: OrderPublished): void
  /** The result stops it. Listeners must not throw. */
  listen(orderId: OrderId, listener: Listener): () => void
  /** How many listen, to whatever order. */
  readonly size: number
}

/** Holds nothing of an order that nobody listens to. Other processes have hubs of their own. */
export function createNewsHub(): NewsHub {
  const listeners = new Map<OrderId, Set<Listener>>()
  return {
    publish({ orderId, version }) {
      for (const listener of listeners.get(orderId) ?? []) listener(version)
    },
    listen(orderId, listener) {
      // Each stands alone, also when one function is handed in twice.
      const mine: Listener = (version) => listener(version)
      const those = listeners.get(orderId) ?? new Set()
      listeners.set(orderId, those.add(mine))
      return () => {
        those.delete(mine)
        if (those.size === 0 && listeners.get(orderId) === those) listeners.delete(orderId)
      }
    },
    get size() {
      return [...listeners.values()].reduce((sum, { size }) => sum + size, 0)
    },
  }
}
