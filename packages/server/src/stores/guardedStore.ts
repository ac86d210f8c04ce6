import { isOfframpError } from '@offrampkit/core'
import { storeFailed } from '../refusals.ts'
import type { Store } from './store.ts'

/** The store with every failure as the typed error `store_failed`, so that callers know they may come back. */
export function guardedStore(store: Store): Store {
  // Looked up at each call, so that a store may be any object.
  const typed = <name extends keyof Store>(name: name) =>
    (async (...given: unknown[]) => {
      try {
        return await (store[name] as (...given: unknown[]) => Promise<unknown>).apply(store, given)
      } catch (error) {
        throw isOfframpError(error) ? error : storeFailed(error)
      }
    }) as Store[name]
  return {
    insertOrder: typed('insertOrder'),
    compareAndSet: typed('compareAndSet'),
    setDue: typed('setDue'),
    order: typed('order'),
    orderByKey: typed('orderByKey'),
    ordersOf: typed('ordersOf'),
    claimOrder: typed('claimOrder'),
    eventsAfter: typed('eventsAfter'),
    receiveWebhook: typed('receiveWebhook'),
    settleWebhook: typed('settleWebhook'),
    claimWebhook: typed('claimWebhook'),
    consume: typed('consume'),
    isConsumed: typed('isConsumed'),
    prune: typed('prune'),
    close: typed('close'),
    ...(store.listen ? { listen: (listener) => store.listen?.(listener) ?? (() => undefined) } : {}),
  }
}
