import { loadOwnedOrder } from '../orders/loadOwned.ts'
import { viewOf } from '../orders/view.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** Where an order stands; asks the provider first. A provider that is down does not hide what is known. */
export async function getOrder(ask: UserAsk, services: Services): Promise<unknown> {
  const { store, writer, refresher, providers, now } = services
  const orderId = ask.param('orderId')
  let stored = await loadOwnedOrder(store, orderId, ask.user.userId)
  for (const hint of ['returned', 'declared'] as const)
    if (ask.query.get(hint) === '1')
      stored = await writer.change(orderId, ({ order }) =>
        order.facts.steps[hint] ? null : { events: [{ type: hint, at: now(), source: 'browser' }] },
      )
  const refreshed = await refresher.refresh(stored)
  return viewOf(refreshed.stored, providers, now(), refreshed.stale)
}
