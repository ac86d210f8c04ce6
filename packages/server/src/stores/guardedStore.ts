import { isOfframpError } from '@offrampkit/core'
import { afterTimeout } from '../afterTimeout.ts'
import { storeFailed } from '../refusals.ts'
import type { Store } from './store.ts'

/** Longer than any store of ours takes. For one that waits for ever: a pool of connections without time-outs, for example. */
const longestMs = 30_000

/**
 * The store with every failure as the typed error `store_failed`, so that callers know they may come back; and nobody waits for
 * longer than half a minute, whatever the store waits for.
 *
 * @param after - calls back once after so many ms; the result stops it. Real time, by default: what is waited for is a machine
 */
export function guardedStore(
  store: Store,
  after: (ms: number, callback: () => void) => () => void = afterTimeout,
): Store {
  // Looked up at each call, so that a store may be any object.
  const typed = <name extends keyof Store>(name: name) =>
    ((...given: unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        const fail = (error: unknown) => reject(isOfframpError(error) ? error : storeFailed(error))
        const stop = after(longestMs, () => fail(new Error('The store did not answer in time.')))
        const call = async () => await (store[name] as (...given: unknown[]) => unknown)(...given)
        call().then(
          (value) => {
            stop()
            resolve(value)
          },
          (error: unknown) => {
            stop()
            fail(error)
          },
        )
      })) as unknown as Store[name]
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
    claim: typed('claim'),
    dropClaim: typed('dropClaim'),
    isClaimed: typed('isClaimed'),
    prune: typed('prune'),
    close: typed('close'),
    ...(store.listen ? { listen: (listener) => store.listen?.(listener) ?? (() => undefined) } : {}),
  }
}
