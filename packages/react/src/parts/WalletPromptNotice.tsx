'use client'
import type { ReactNode } from 'react'
import { WalletLines } from '../flow/WalletLines.tsx'
import { drawSalePart, type SalePartProps } from './salePart.tsx'

/** Where the wallet was asked; also in `data-*`. */
export type WalletPromptNoticeState = {
  /** `false`: by another tab, as far as is known. */
  here: boolean
}

/**
 * While the wallet is asked: the lines to compare with what it shows, and that nothing else is asked of it. Draws nothing otherwise.
 * Without it: `view.deposit.state === 'prompting'` of `useOfframpSale`, or `useOfframpDeposit`.
 *
 * @example <WalletPromptNotice view={view} />
 */
export function WalletPromptNotice({ view, ...props }: SalePartProps<WalletPromptNoticeState>): ReactNode {
  const { deposit, messages, screen } = view
  if (screen !== 'prompting') return null
  const own = {
    className: 'ofk-part',
    messages,
    'aria-label': messages.wallet.compare,
    children: (
      <>
        <p className="ofk-strong">{messages.wallet.compare}</p>
        <WalletLines view={view} />
      </>
    ),
  }
  return drawSalePart('section', own, props, { here: deposit.state === 'prompting' })
}
