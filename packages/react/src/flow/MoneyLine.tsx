import type { MoneyMoved } from '@offrampkit/core'
import { stageNamed, staysOpen } from '@offrampkit/core/order'
import type { ReactNode } from 'react'
import type { OrderInView } from './saleFacts.ts'

/** Whether money may have moved, said on every screen. */
export function MoneyLine({ view }: { view: OrderInView }): ReactNode {
  if (view.screen === 'loading') return null
  const moved = movedIn(view)
  return (
    <p className="ofk-money" data-moved={moved}>
      {wordsFor(view, moved)}
    </p>
  )
}

/** What is said of the money. */
export function wordsFor(view: OrderInView, moved: MoneyMoved): string {
  const { money } = view.messages
  const { screen } = view
  if (screen === 'attested') return money.atMostOnce
  if (screen === 'by_hand' || screen === 'ended_by_hand' || mayBePaidThere(view)) return money.onlyYouKnow
  return money[moved]
}

/** The provider's page beside ours shows the address too: another wallet may have paid from there. */
function mayBePaidThere({ screen, status }: OrderInView): boolean {
  return screen === 'order_ready' && status !== undefined && staysOpen(status.order.capabilities)
}

/** Whether money may have moved, by everything that is known of the order. */
export function movedIn(view: OrderInView): MoneyMoved {
  const { phase, screen, status, statusError } = view
  if (screen === 'prompting' || mayBePaidThere(view)) return 'maybe'
  // What is under review in this very page has not been asked for.
  if (status) return screen === 'order_ready' ? stageNamed(screen).moneyMoved : status.stage.moneyMoved
  if (screen === 'stopped' && phase.name === 'stopped') return phase.error.moneyMoved
  // An order that cannot be read may have been paid from elsewhere.
  if (screen === 'unreachable' && statusError) return 'maybe'
  return 'no'
}
