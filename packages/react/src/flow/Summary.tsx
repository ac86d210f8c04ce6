import type { ReactNode } from 'react'
import { useSellQuote } from '../hooks/useSellQuote.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { factsOf, pricedOf, requestOf } from './saleFacts.ts'

/** What goes and what comes: the provider's own figures as soon as there are any, an estimate until then. */
export function Summary({ view }: { view: SaleView }): ReactNode {
  const { messages } = view
  const { method } = requestOf(view)
  const facts = factsOf(view)
  const receive = useReceive(view)
  return (
    <dl className="ofk-summary">
      <div className="ofk-summary-side">
        <dt className="ofk-label">{messages.panel.youSell}</dt>
        <dd className="ofk-figure">
          <bdi>{facts.amount}</bdi>
        </dd>
        <dd className="ofk-fine">{facts.network}</dd>
      </div>
      <div className="ofk-summary-side">
        <dt className="ofk-label">{receive.floor ? messages.review.atLeast : messages.panel.youReceive}</dt>
        <dd className="ofk-figure">
          <bdi>{receive.text}</bdi>
        </dd>
        <dd className="ofk-fine">
          {method && !ended.has(view.screen) ? messages.method(method) : facts.provider}
        </dd>
      </div>
    </dl>
  )
}

/** Screens on which a price would mislead. */
const ended: ReadonlySet<SaleView['screen']> = new Set([
  'credited',
  'failed_unsent',
  'cancelled_unsent',
  'expired_unsent',
  'expired_unknown',
  'needs_attention',
])

/** What was paid, else the provider's floor, else an estimate, else nothing. */
function useReceive(view: SaleView): { text: string; floor: boolean } {
  const { config, messages, screen, status } = view
  const { payout } = factsOf(view)
  const told = status?.binding.state === 'ready' ? status.binding.instruction.receiveAtLeast : null
  const priced = payout === null && told === null && !ended.has(screen)
  const { data } = useSellQuote({
    config,
    ...pricedOf(view),
    query: { enabled: priced, staleTime: 30_000 },
  })
  if (payout !== null) return { text: payout, floor: false }
  if (told) return { text: messages.cash(told), floor: true }
  const estimate = priced && data ? messages.panel.estimate(messages.cash(data.receive)) : '—'
  return { text: estimate, floor: false }
}
