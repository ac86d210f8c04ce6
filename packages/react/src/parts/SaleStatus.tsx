'use client'
import type { MoneyMoved } from '@offrampkit/core'
import type { ReactNode } from 'react'
import { LinkScreen } from '../flow/LinkScreen.tsx'
import { type Looks, looksOf } from '../flow/looks.ts'
import { movedIn } from '../flow/MoneyLine.tsx'
import { Notices } from '../flow/Notices.tsx'
import { StageScreen } from '../flow/StageScreen.tsx'
import { isReviewed, type ScreenName } from '../sale/screen.ts'
import { drawSalePart, type SalePartProps } from './salePart.tsx'

/** Where the sale stands; also in `data-*`. */
export type SaleStatusState = {
  stage: ScreenName
  tone: Looks['tone']
  /** Somebody or something is at work, and nothing is to be done here. */
  waiting: boolean
  moved: MoneyMoved
}

/**
 * Where the sale stands, in words: what happened, what to do, whether money may have moved, and the buttons for what can be done. It
 * draws nothing where another part speaks: `DepositReview`, `ManualDeposit`, `OfframpForm`. What changes is read out. Without it:
 * `view.screen`, `view.status` and `view.messages` of `useOfframpSale`, or `useOfframpStatus`.
 *
 * @example <SaleStatus view={view} render={<article />} />
 */
export function SaleStatus({ view, ...props }: SalePartProps<SaleStatusState>): ReactNode {
  const { messages, screen } = view
  if (screen === 'form' || screen === 'by_hand' || screen === 'declared' || isReviewed(screen)) return null
  const { tone, waiting = false } = looksOf[screen]
  const own = {
    className: 'ofk-part',
    messages,
    'aria-live': 'polite',
    'aria-busy': screen === 'loading',
    children: (
      <>
        <Notices view={view} />
        {screen === 'link' ? <LinkScreen view={view} /> : <StageScreen view={view} />}
      </>
    ),
  }
  return drawSalePart('section', own, props, { stage: screen, tone, waiting, moved: movedIn(view) })
}
