import type { ReactNode } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { factsOf, requestOf } from './saleFacts.ts'
import { misleading, useReceive } from './useReceive.ts'

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
          <bdi>{receive.text ?? '—'}</bdi>
        </dd>
        <dd className="ofk-fine">
          {method && !misleading.has(view.screen) ? messages.method(method) : facts.provider}
          {receive.stale && ` · ${messages.panel.momentOld}`}
        </dd>
      </div>
    </dl>
  )
}
