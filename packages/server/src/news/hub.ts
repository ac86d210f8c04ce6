import type { OrderId } from '@offrampkit/core/order'
import { type CatchUpParts, createCatchUp } from './catchUp.ts'
import type { NewsListener, OrderPublished } from './newsListener.ts'

type Listener = (version: number) => void

/** Tells those in this process who listen to an order that it changed. */
export interface NewsHub {
  publish(change: OrderPublished): void
  /** The result stops it. Listeners must not throw. */
  listen(orderId: OrderId, listener: Listener): () => void
  /** How many listen, to whatever order. */
  readonly size: number
}

/** How a hub hears what other processes wrote. */
export interface Elsewhere extends Pick<CatchUpParts, 'versionOf' | 'after'> {
  /** Each starts to listen when somebody here listens to an order, and is stopped when nobody does. */
  sources: readonly ((listener: NewsListener) => () => void)[]
}

/**
 * Holds nothing of an order that nobody listens to. The same news from several sources is told once.
 *
 * @param elsewhere - leave it out where one process is all there is
 */
export function createNewsHub(elsewhere?: Elsewhere): NewsHub {
  const orders = new Map<OrderId, { listeners: Set<Listener>; newest: number }>()
  let stopSources: (() => void) | null = null

  function publish({ orderId, version }: OrderPublished): void {
    const watched = orders.get(orderId)
    if (!watched || version <= watched.newest) return
    watched.newest = version
    for (const listener of watched.listeners) listener(version)
  }

  function startSources({ sources, versionOf, after }: Elsewhere): () => void {
    const catchUp = createCatchUp({ orders: () => orders.keys(), versionOf, publish, after })
    const stops = sources.map((listen) => listen({ onChange: publish, onGap: catchUp.start }))
    return () => {
      for (const stop of [...stops, catchUp.stop]) stop()
    }
  }

  return {
    publish,
    listen(orderId, listener) {
      // Each stands alone, also when one function is handed in twice.
      const mine: Listener = (version) => listener(version)
      const watched = orders.get(orderId) ?? { listeners: new Set(), newest: 0 }
      watched.listeners.add(mine)
      orders.set(orderId, watched)
      if (elsewhere) stopSources ??= startSources(elsewhere)
      return () => {
        watched.listeners.delete(mine)
        if (watched.listeners.size === 0 && orders.get(orderId) === watched) orders.delete(orderId)
        if (orders.size > 0) return
        stopSources?.()
        stopSources = null
      }
    },
    get size() {
      return [...orders.values()].reduce((sum, { listeners }) => sum + listeners.size, 0)
    },
  }
}
