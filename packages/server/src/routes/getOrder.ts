import { statusOf } from '@offrampkit/core/order'
import { loadOwnedOrder } from '../orders/loadOwned.ts'
import { writtenView } from '../orders/view.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** Where an order stands; asks the provider first. A provider that is down does not hide what is known. */
export async function getOrder(ask: UserAsk, services: Services): Promise<unknown> {
  const { store, writer, refresher, providers, now } = services
  const orderId = ask.param('orderId')
  let stored = await loadOwnedOrder(store, orderId, ask.user.userId)
  const query = ask.query()
  for (const hint of ['returned', 'declared'] as const)
    if (query.get(hint) === '1')
      stored = await writer.change(orderId, ({ order }) =>
        order.facts.steps[hint] ? null : { events: [{ type: hint, at: now(), source: 'browser' }] },
      )
  const before = now()
  const status = statusOf(stored.order, before)
  const refreshed = await refresher.refresh(stored, status)
  const after = now()
  // Nearly always nothing was asked, and no time has passed: working it out is much of what a read costs.
  const isSame = refreshed.stored === stored && after === before
  const latest = isSame ? status : statusOf(refreshed.stored.order, after)
  return writtenView(refreshed.stored, providers, after, refreshed.stale, latest)
}
