import type { Depositor, DepositPorts } from './depositor.ts'
import { arm } from './protocol/arm.ts'
import type { Context } from './protocol/context.ts'
import { explained } from './protocol/explained.ts'
import { type Guard, oneShot } from './protocol/oneShot.ts'
import { reconcile } from './protocol/reconcile.ts'
import { claim, readRow } from './protocol/record.ts'

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
  return depositorWith(ports, oneShot)
}

/** The same with a guard of the caller's own: a test takes the guard out here, and must turn red. */
export function depositorWith(ports: DepositPorts, guard: Guard): Depositor {
  const listeners = new Map<string, Set<() => void>>()
  const context: Context = {
    ports,
    guard,
    live: new Map(),
    seen: new Map(),
    unsaved: new Map(),
    changed(orderId) {
      for (const onChange of listeners.get(orderId) ?? []) onChange()
      ports.news?.publish(orderId)
    },
  }
  return {
    claim: (orderId) => explained(claim(context, orderId)),
    arm: (order, wallet, reviewed) => explained(arm(context, order, wallet, reviewed)),
    reconcile: (order) => explained(reconcile(context, order)),
    attest: (order, attemptId) =>
      explained(
        import('./protocol/attest.ts').then(({ attest }) =>
          attest(context, order, attemptId, () => reconcile(context, order)),
        ),
      ),
    attempts: async (orderId) => (await explained(readRow(context, orderId)))?.attempts ?? [],
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
