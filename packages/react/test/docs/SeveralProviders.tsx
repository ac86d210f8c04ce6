import { OfframpButton, useOpenOrders, useSellQuotes } from '@offrampkit/react'

const providers = ['coinbase', 'partna', 'capa'] as const
const sale = { asset: 'USDC', chainId: 8453, amount: '25', cashoutCurrency: 'USD', country: 'US' } as const

/** Sells through whoever pays most, unless a sale is open: that one goes on where it is. */
export function SeveralProviders() {
  const { data } = useSellQuotes(sale)
  const [open] = useOpenOrders({ providers })
  const provider = open?.provider ?? data?.quotes[0]?.provider
  if (!provider) return null
  return <OfframpButton key={provider} provider={provider} {...sale} />
}
