import type { ReactNode } from 'react'
import { useSellQuote } from '../hooks/useSellQuote.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { factsOf, requestOf } from './saleFacts.ts'

/** What goes and what comes: the provider's own figures as soon as there are any, an estimate until then. */
export function Summary({ view }: { view: SaleView }): ReactNode {
  const { config, messages, sale, screen, status } = view
  const { method, cashoutCurrency } = requestOf(view)
  const facts = factsOf(view)
  const known = facts.payout !== null
  const floor = status?.binding.state === 'ready' ? status.binding.instruction.receiveAtLeast : null
  const quote = useSellQuote({
    config,
    ...sale,
    ...status?.order.request,
    query: { enabled: !known && !ended.has(screen), staleTime: 30_000 },
  })
  const estimate = quote.data && messages.amount(quote.data.receive)
  return (
    <dl className="ofk-summary">
      <div className="ofk-summary-side">
        <dt className="ofk-label">{messages.panel.youSell}</dt>
        <dd className="ofk-figure">{facts.amount}</dd>
        <dd className="ofk-fine">{facts.network}</dd>
      </div>
      <div className="ofk-summary-side">
        <dt className="ofk-label">{floor && !known ? messages.review.atLeast : messages.panel.youReceive}</dt>
        <dd className="ofk-figure" data-estimate={known || floor ? undefined : ''}>
          {facts.payout ?? (floor ? messages.amount(floor) : (estimate ?? cashoutCurrency))}
        </dd>
        <dd className="ofk-fine">
          {[!known && !floor && estimate && messages.panel.estimate, method && messages.method(method)]
            .filter(Boolean)
            .join(' · ') || facts.provider}
        </dd>
      </div>
    </dl>
  )
}

/** Screens on which a price would mislead. */
const ended: ReadonlySet<SaleView['screen']> = new Set([
  'paid',
  'credited',
  'failed_unsent',
  'cancelled_unsent',
  'expired_unsent',
  'expired_unknown',
  'needs_attention',
])
