import type { ReactNode } from 'react'
import { type UseOfframpSaleParameters, useOfframpSale } from '../hooks/useOfframpSale.ts'
import type { SaleView } from '../sale/useSaleView.ts'

/** What the story's app sells. */
const storySale = {
  provider: 'coinbase',
  asset: 'USDC',
  chainId: 8453,
  amount: '25',
  cashoutCurrency: 'USD',
  country: 'US',
  subdivision: 'NY',
  method: 'ACH_BANK_ACCOUNT',
} as const

export interface StorySaleProps extends Partial<UseOfframpSaleParameters> {
  children(view: SaleView): ReactNode
}

/** An app's own interface: a sale without a component of ours around it. */
export function StorySale({ children, ...more }: StorySaleProps): ReactNode {
  const view = useOfframpSale({ ...storySale, ...more })
  return view && children(view)
}
