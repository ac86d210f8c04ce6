import type { ReactNode } from 'react'
import { type UseOfframpSaleParameters, useOfframpSale } from '../hooks/useOfframpSale.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { storySale } from './storySale.ts'

export interface OwnSaleProps extends Partial<UseOfframpSaleParameters> {
  children(view: SaleView): ReactNode
}

/** An app's own interface: a sale without a component of ours around it. */
export function OwnSale({ children, ...more }: OwnSaleProps): ReactNode {
  const view = useOfframpSale({ ...storySale, ...more })
  return view && children(view)
}
