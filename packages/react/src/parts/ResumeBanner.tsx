'use client'
import type { ReactNode } from 'react'
import { useMessagesSource } from '../config/useMessagesSource.ts'
import { Button } from '../flow/Actions.tsx'
import { factsOf, textOf } from '../flow/saleFacts.ts'
import type { ScreenName } from '../sale/screen.ts'
import { drawSalePart, type SalePartProps } from './salePart.tsx'

/** Which order it tells of; also in `data-*`. */
export type ResumeBannerState = {
  stage: ScreenName
  /** Nothing is to be done any more: it can be looked at. */
  ended: boolean
}

export type ResumeBannerProps = SalePartProps<ResumeBannerState> & {
  /** Goes on; otherwise `view.show(true)`. Called in the click. */
  onResume?: (() => void) | undefined
}

/**
 * Says that a cash-out is open in this browser, where it stands, and goes on with it in a click. Draws nothing while there is none, or
 * while the sale is shown (`view.shown`). Without it: `view.orderId` of `useOfframpSale`, or `useOpenOrders`.
 *
 * @example <ResumeBanner view={view} onResume={() => setOpen(true)} />
 */
export function ResumeBanner({ view, onResume, ...props }: ResumeBannerProps): ReactNode {
  const { config, messages, orderId, screen, shown, status } = view
  const { button } = useMessagesSource(config)
  if (orderId === null || shown) return null
  const ended = status?.stage.terminal === true
  const { amount, network, provider } = factsOf(view)
  const own = {
    className: 'ofk-banner',
    messages,
    'aria-label': messages.panel.title,
    children: (
      <>
        <div>
          <p className="ofk-strong">{ended ? textOf(view).title : messages.panel.openHere}</p>
          {!ended && <p>{textOf(view).title}</p>}
          {/* Until it is read, the page's own choice may be another sale's. */}
          {status && (
            <p className="ofk-fine">
              <bdi>{amount}</bdi> · <bdi>{network}</bdi> · <bdi>{provider}</bdi>
            </p>
          )}
        </div>
        <Button onClick={onResume ?? (() => view.show(true))}>{ended ? button.view : button.resume}</Button>
      </>
    ),
  }
  return drawSalePart('section', own, props, { stage: screen, ended })
}
