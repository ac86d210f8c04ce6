import type { ReactElement, ReactNode } from 'react'
import type { ConfigParameter } from '../../config/useOfframpConfig.ts'

/** What is on show; also in `data-state`. `unpaid`: it says where the order stands, and that it is no receipt. */
export type OfframpReceiptState = 'loading' | 'failed' | 'unpaid' | 'paid'

/** The receipt's own attributes, for a `render` of your own. */
export interface OfframpReceiptElementProps {
  className: string
  'data-state': OfframpReceiptState
  'data-stage': string | undefined
  'aria-busy': boolean
  'aria-labelledby': string | undefined
  lang: string | undefined
  children: ReactNode
}

export interface OfframpReceiptProps extends ConfigParameter {
  /** Of which order. */
  orderId: string
  className?: string
  /** Draws the element around everything. */
  render?: (props: OfframpReceiptElementProps, state: OfframpReceiptState) => ReactElement
}
