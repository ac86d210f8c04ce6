import { isOfframpError } from '@offrampkit/core'
import { storeFailed } from '../refusals.ts'
import type { Store } from './store.ts'

/** The store with every failure as the typed error `store_failed`, so that callers know they may come back. */
export function guardedStore(store: Store): Store {
  const typed =
    <arguments_ extends unknown[], value>(call: (...given: arguments_) => Promise<value>) =>
    async (...given: arguments_): Promise<value> => {
      try {
        return await call.apply(store, given)
      } catch (error) {
        throw isOfframpError(error) ? error : storeFailed(error)
      }
    }
  return {
    insertOrder: typed(store.insertOrder),
    compareAndSet: typed(store.compareAndSet),
    setDue: typed(store.setDue),
    order: typed(store.order),
    orderByKey: typed(store.orderByKey),
    ordersOf: typed(store.ordersOf),
    ordersDue: typed(store.ordersDue),
    eventsAfter: typed(store.eventsAfter),
    receiveWebhook: typed(store.receiveWebhook),
    settleWebhook: typed(store.settleWebhook),
    webhooksDue: typed(store.webhooksDue),
    consume: typed(store.consume),
    isConsumed: typed(store.isConsumed),
    close: typed(store.close),
  }
}
