import type { ReactNode } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { Bone } from './Bone.tsx'
import { factsOf, requestOf } from './saleFacts.ts'
import { misleading, useReceive } from './useReceive.ts'

/** What goes and what comes: the provider's own figures as soon as there are any, an estimate until then. */
export function Summary({ view }: { view: SaleView }): ReactNode {
  const { messages } = view
  const { method } = requestOf(view)
  const facts = factsOf(view)
  const receive = useReceive(view)
  // The page's own props may be another sale's than the order that is being read.
  const reading = view.screen === 'loading'
  const waits = reading || (receive.pending === true && receive.text === null)
  return (
    <dl className="ofk-summary">
      <div className="ofk-summary-side">
        <dt className="ofk-label">{messages.panel.youSell}</dt>
        <dd className="ofk-figure">
          <bdi>{reading ? <Bone /> : facts.amount}</bdi>
        </dd>
        <dd className="ofk-fine">{reading ? <Bone /> : facts.network}</dd>
      </div>
      {/* Another side, not this one moved: a longer figure begins elsewhere. */}
      <div className="ofk-summary-side" key={waits ? 'waits' : 'known'}>
        <dt className="ofk-label">{receive.floor ? messages.review.atLeast : messages.panel.youReceive}</dt>
        <dd className="ofk-figure">
          <bdi>{waits ? <Bone /> : (receive.text ?? '—')}</bdi>
        </dd>
        <dd className="ofk-fine">
          {reading ? (
            <Bone />
          ) : method && !misleading.has(view.screen) ? (
            messages.method(method)
          ) : (
            facts.provider
          )}
          {receive.stale && ` · ${messages.panel.momentOld}`}
        </dd>
      </div>
    </dl>
  )
}
