'use client'
import type { SellQuote } from '@offrampkit/core/api'
import type { ReactNode } from 'react'
import { Bone } from '../../flow/Bone.tsx'
import { drawPart, type PartProps } from '../../parts/part.tsx'
import { type CardParameter, feesText } from './cardWords.ts'

export type QuoteSummaryState = {
  /** `null` while there is no price of this very sale. */
  kind: SellQuote['kind'] | null
}
export type QuoteSummaryProps = CardParameter & PartProps<QuoteSummaryState>

/**
 * What comes for the sale as it stands: of a firm price at least so much, of an estimate about so much, and the fees that are off it
 * already. Without our look: `useOfframpCard`'s `quote`.
 *
 * @example <QuoteSummary card={card} />
 */
export function QuoteSummary({ card, ...props }: QuoteSummaryProps): ReactNode {
  const { messages, quote, prices, config } = card
  const { registry } = config
  if (!messages) return null
  const waits = prices.state === 'waiting' || (prices.state === 'priced' && quote === null)
  const own = {
    className: 'ofk-receive',
    children: (
      <>
        <p className="ofk-label">
          {quote?.kind === 'firm' ? messages.review.atLeast : messages.card.youReceiveAbout}
        </p>
        <p className="ofk-figure" aria-live="polite">
          <bdi>{quote ? messages.cash(quote.receive) : waits ? <Bone /> : '—'}</bdi>
        </p>
        <p className="ofk-fine">
          {quote ? (
            <>
              {messages.card.youSell(messages.asset(quote.sell.amount, quote.sell.asset))} ·{' '}
              <bdi>{registry.network(quote.sell.network)?.name ?? quote.sell.network}</bdi> ·{' '}
              {feesText(quote, messages)}
            </>
          ) : waits ? (
            <Bone />
          ) : (
            '\u00a0'
          )}
        </p>
      </>
    ),
  }
  return drawPart<QuoteSummaryState, 'div'>('div', own, props, { kind: quote?.kind ?? null })
}
