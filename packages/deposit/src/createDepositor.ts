import type { Depositor, DepositPorts } from './depositor.ts'
import { arm } from './protocol/arm.ts'
import type { Context } from './protocol/context.ts'
import { reconcile } from './protocol/reconcile.ts'
import { readRow } from './protocol/record.ts'
import { refusal } from './protocol/refusal.ts'

/**
 * The at-most-once deposit over its ports. One per page is enough for all orders.
 *
 * @example
 * ```ts
 * const depositor = createDepositor(ports)
 * const armed = await depositor.arm(order, wallet, { digest })
 * button.onclick = () => void armed.fire().then(show)
 * ```
 */
export function createDepositor(ports: DepositPorts): Depositor {
  const listeners = new Map<string, Set<() => void>>()
  const context: Context = {
    ports,
    live: new Map(),
    seen: new Map(),
    unsaved: new Map(),
    changed(orderId) {
      for (const onChange of listeners.get(orderId) ?? []) onChange()
      ports.news?.publish(orderId)
    },
  }
  return {
    async claim(orderId) {
      if (await readRow(context, orderId)) return
      await ports.ledger.compareAndSet(null, { orderId, rev: 1, attempts: [] })
      if (!(await readRow(context, orderId))) throw refusal('ledger_unavailable')
    },
    arm: (order, wallet, reviewed) => arm(context, order, wallet, reviewed),
    reconcile: (order) => reconcile(context, order),
    attempts: async (orderId) => (await readRow(context, orderId))?.attempts ?? [],
    subscribe(orderId, onChange) {
      const own = listeners.get(orderId) ?? new Set()
      listeners.set(orderId, own.add(onChange))
      const stop = ports.news?.subscribe(orderId, onChange)
      return () => {
        own.delete(onChange)
        stop?.()
      }
    },
  }
}
