import { bindDeposit } from '@offrampkit/core/deposit'
import { provenUnsent } from '@offrampkit/core/order'
import type { Page } from './page.ts'
import type { World } from './world.ts'

/** Less time than this before the deadline is too little for a page to have seen, reviewed and sent. */
const enough = 120_000

/**
 * Whether nothing at all stands against sending from this page, so that it has to offer it: the wallet was asked and is
 * done with it, every attempt that this browser or the server holds is proven unsent, nothing of the order was ever on a
 * chain, the provider waits for it, and there is time.
 *
 * The only question for which the judge reads what the protocol wrote: that an attempt is without proof is a good reason
 * not to offer another.
 */
export function mayGoOn(world: World, page: Page): boolean {
  const { order, profile } = page
  const row = profile.row(order.orderId)
  if (!row || row.attempts.length === 0 || world.orders.length > 1) return false
  if (world.oracle.sentAny(order) || world.time > order.deadline - enough) return false
  if (world.wallet.prompts.some((prompt) => prompt.page.order === order)) return false
  const view = order.server.view()
  if (![...row.attempts, ...view.attempts].every(provenUnsent)) return false
  return bindDeposit(view, world.registry, world.time).state === 'ready'
}
