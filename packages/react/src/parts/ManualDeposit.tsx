'use client'
import type { ReactNode } from 'react'
import { ByHandScreen } from '../flow/ByHandScreen.tsx'
import { drawSalePart, type SalePartProps } from './salePart.tsx'

/** Whether the user said that they sent it; also in `data-*`. */
export type ManualDepositState = { stage: 'by_hand' | 'declared' }

/**
 * A deposit for a wallet that this kit does not see: amount, network, address and memo to copy, a QR code, a link for wallets, and
 * "I have sent it". What draws and checks it is loaded when it is first shown. Draws nothing for an order that a wallet of this
 * app sends. Without it: `view.status.binding`, `view.declare()` of `useOfframpSale`, and `@offrampkit/core/payment`.
 *
 * @example <ManualDeposit view={view} />
 */
export function ManualDeposit({ view, ...props }: SalePartProps<ManualDepositState>): ReactNode {
  const { messages, screen } = view
  if (screen !== 'by_hand' && screen !== 'declared') return null
  const own = { className: 'ofk-part', messages, children: <ByHandScreen view={view} /> }
  return drawSalePart('section', own, props, { stage: screen })
}
