'use client'
import type { OfframpErrorCode } from '@offrampkit/core'
import type { ReactNode } from 'react'
import type { DepositSnapshot } from '../deposit/depositSession.ts'
import { ReviewScreen } from '../flow/ReviewScreen.tsx'
import { isReviewed } from '../sale/screen.ts'
import { drawSalePart, type SalePartProps } from './salePart.tsx'

/** Where the review stands; also in `data-*`. */
export type DepositReviewState = {
  state: DepositSnapshot['state']
  /** Something differs from what was asked for. */
  changed: boolean
  /** Why it cannot be sent. */
  error: OfframpErrorCode | null
}

/**
 * Everything that is about to be sent, line by line, and the button: its first click checks afresh and shows all, its second asks
 * the wallet, once. Draws nothing while there is nothing to review. Without it: `view.deposit` of `useOfframpSale`, or
 * `useOfframpDeposit`.
 *
 * @example <DepositReview view={view} className={({ changed }) => (changed ? 'card card-warn' : 'card')} />
 */
export function DepositReview({ view, ...props }: SalePartProps<DepositReviewState>): ReactNode {
  const { deposit, messages, screen, status } = view
  if (status?.binding.state !== 'ready' || !isReviewed(screen)) return null
  const own = { className: 'ofk-part', messages, children: <ReviewScreen view={view} /> }
  return drawSalePart('section', own, props, {
    state: deposit.state,
    changed: status.binding.instruction.differences.length > 0,
    error: deposit.state === 'failed' ? deposit.error.code : null,
  })
}
