import { useMaxSellAmount } from '@offrampkit/react'

/** All that can be sold, with the gas for the transfer set aside. Amounts are text, and go on as text. */
export function MaxAmount({ onAmount }: { onAmount(amount: string): void }) {
  const { data } = useMaxSellAmount({ asset: 'ETH', chainId: 8453 })
  const amount = data?.gasCovered ? data.amount : undefined
  return (
    <button type="button" disabled={!amount} onClick={() => amount && onAmount(amount)}>
      Max
    </button>
  )
}
