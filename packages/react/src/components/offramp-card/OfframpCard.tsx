'use client'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useMessagesSource } from '../../config/useMessagesSource.ts'
import { type UseOfframpCardParameters, useOfframpCard } from '../../hooks/useOfframpCard.ts'
import type { OpenIn } from '../../opener/providerWindow.ts'
import { drawPart, type PartProps } from '../../parts/part.tsx'
import type { SaleView } from '../../sale/useSaleView.ts'
import { CardForm } from './CardForm.tsx'
import { useCardSale } from './useCardSale.ts'

export type OfframpCardState = {
  /** `form`, or the screen of the sale that is on show. */
  screen: 'loading' | 'form' | SaleView['screen']
}

/** Who may be sold through, what is chosen at first, and how the card is drawn; any further attribute goes to its element. */
export interface OfframpCardProps
  extends UseOfframpCardParameters,
    Omit<PartProps<OfframpCardState, 'section'>, keyof UseOfframpCardParameters> {
  /** `auto`: a popup, else a tab, else this tab, else a link. */
  openIn?: OpenIn
  /** `false`: none, where what is around it has one. Then name the card with `aria-label` or `aria-labelledby`. */
  heading?: boolean
}

/**
 * A whole cash-out in one place on the page: amount, asset, country and method, the prices of all providers with their fees, then the
 * sale itself, from the provider's page to the payout. Nothing is opened, made or sent but by a click. After a reload it shows the
 * order that was on show, whoever buys; it keeps nothing else.
 *
 * @example
 * ```tsx
 * <OfframpCard providers={['coinbase', 'partna', 'capa']} initial={{ asset: 'USDC', chainId: 8453, country: 'NG' }} />
 * ```
 */
export function OfframpCard(props: OfframpCardProps): ReactNode {
  const { providers, initial, sender, enabled, pauseMs, refreshMs, config: given, ...shown } = props
  const { openIn, heading = true, ...part } = shown
  const card = useOfframpCard({ config: given, providers, initial, sender, enabled, pauseMs, refreshMs })
  const { config, messages, choice } = card
  const source = useMessagesSource(config)
  const { amount: _, ...place } = choice
  const sale = useCardSale(config, providers, openIn ?? 'auto', { ...place, amount: card.sold ?? '0' })
  const { started, view } = sale
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const root = useRef<HTMLDivElement>(null)

  // The reader of the form is taken along into the sale, and back; nobody else's focus is moved.
  const where = view ? 'sale' : 'form'
  const before = useRef(where)
  useEffect(() => {
    if (before.current === where) return
    before.current = where
    const { activeElement } = document
    if (activeElement === document.body || root.current?.contains(activeElement))
      (title.current ?? root.current)?.focus()
  }, [where])
  const isPriced = card.quote !== null
  const { prefetch } = sale
  const near = useRef(prefetch)
  near.current = prefetch
  useEffect(() => {
    if (isPriced) near.current()
  }, [isPriced])

  const loading = messages === null || sale.resumes || (started !== null && !view && sale.busy)
  const texts = messages ?? source.button
  const own = {
    className: 'ofk-alone ofk-card',
    lang: texts.locale,
    dir: texts.dir,
    'aria-labelledby': heading ? titleId : undefined,
    'aria-busy': loading,
    children: (
      <div className="ofk-sheet" ref={root} tabIndex={heading ? undefined : -1}>
        {heading && (
          <h2 ref={title} id={titleId} className="ofk-head-title" tabIndex={-1}>
            {messages?.panel.title ?? source.button.cashOut}
          </h2>
        )}
        {view && started ? (
          <started.Sheet view={inCard(view, () => card.type(''))} />
        ) : card.textsFailed && !messages ? (
          <button type="button" className="ofk-button" onClick={card.loadTexts}>
            {source.button.failedToLoad}
          </button>
        ) : loading || !messages ? (
          <div className="ofk-stubs" data-sheet="">
            <span className="ofk-stub" />
            <span className="ofk-stub" />
            <span className="ofk-stub" />
          </div>
        ) : (
          <CardForm
            card={card}
            messages={messages}
            busy={sale.busy}
            failed={sale.failed ? source.button.failedToLoad : null}
            elsewhere={sale.elsewhere.map(({ provider, orderId }) => (
              <div key={orderId} className="ofk-banner">
                <div>
                  <p className="ofk-strong">{messages.panel.openHere}</p>
                  <p className="ofk-fine">{messages.provider(provider)}</p>
                </div>
                <button
                  type="button"
                  className="ofk-button"
                  data-variant="quiet"
                  onClick={() => sale.show(provider)}
                >
                  {source.button.resume}
                </button>
              </div>
            ))}
            onContinue={() => card.saleParameters && sale.begin(card.saleParameters)}
            onNear={prefetch}
          />
        )}
        {started && (
          <started.flow.SaleFlow
            key={started.sale.provider}
            config={config}
            session={started.session}
            sale={started.sale}
            openIn={openIn ?? 'auto'}
            messages={started.flow.messages}
            source={started.flow.source}
            panel={false}
            onView={sale.setView}
          />
        )}
      </div>
    ),
  }
  return drawPart<OfframpCardState, 'section'>('section', own, part, {
    screen: view ? view.screen : loading ? 'loading' : 'form',
  })
}

/**
 * A sale that was left is followed by the form: another one is chosen and priced there, and not begun with what an order before it
 * was about. An amount that was sent is not offered a second time.
 */
function inCard(view: SaleView, clear: () => void): SaleView {
  return {
    ...view,
    begin() {
      if (view.orderId === null) view.begin()
    },
    forget() {
      if (view.status?.stage.moneyMoved !== 'no') clear()
      view.forget()
    },
  }
}
