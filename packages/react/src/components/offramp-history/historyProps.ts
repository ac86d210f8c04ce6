import type { ReactElement, ReactNode } from 'react'
import type { ConfigParameter } from '../../config/useOfframpConfig.ts'
import type { OfframpStatus } from '../../order/offrampStatus.ts'

/** What the list shows; also in `data-state`. */
export type OfframpHistoryState = 'loading' | 'failed' | 'empty' | 'listed'

/** The list's own attributes, for a `render` of your own. */
export interface OfframpHistoryElementProps {
  className: string
  'data-state': OfframpHistoryState
  'aria-busy': boolean
  'aria-label': string | undefined
  lang: string | undefined
  children: ReactNode
}

export interface OfframpHistoryProps extends ConfigParameter {
  className?: string
  /** Draws the element around everything. */
  render?: (props: OfframpHistoryElementProps, state: OfframpHistoryState) => ReactElement
  /** Draws one order, inside of the list item. */
  row?: (order: OfframpStatus) => ReactNode
  /** In place of the words for a user without orders. */
  empty?: ReactNode
  /** Goes on with an order, in place of the dialog that opens otherwise. Called in the click. */
  onResume?: (order: OfframpStatus) => void
}
