import { useQuery } from '@tanstack/react-query'
import { formatUnits } from 'viem'
import type { SaleWorld } from './saleWorld.ts'
import { transfersFrom } from './transfers.ts'

const half = 30 * 60_000

/** What the chains hold, whatever anything else on the page says; and a way to let time pass. */
export function OnChain({ world, account }: { world: SaleWorld; account: string }) {
  const { data = [] } = useQuery({
    queryKey: ['on-chain', account],
    queryFn: () => transfersFrom(world, account),
    refetchInterval: 1_000,
    structuralSharing: false,
    queryKeyHashFn: (key) => key.join(),
  })
  return (
    <section aria-label="On chain" data-testid="on-chain">
      <p style={{ margin: 0 }}>On chain: {data.length === 0 ? 'nothing was sent.' : null}</p>
      <ul style={{ margin: '4px 0 12px', paddingInlineStart: 20, overflowWrap: 'anywhere' }}>
        {data.map(({ to, symbol, units, holds, decimals }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the chain only ever adds at the end
          <li key={i}>
            {formatUnits(units, decimals)} {symbol} to <code>{to}</code>, which holds{' '}
            {formatUnits(holds, decimals)}
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="ofk-button"
        data-variant="quiet"
        onClick={() => void world.page.advance(half)}
      >
        Let 30 minutes pass
      </button>
    </section>
  )
}
