'use client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useConfig } from 'wagmi'
import type { SaleView } from '../sale/useSaleView.ts'
import { chainsPortOf } from '../wallet/chainsPort.ts'
import { requestOf } from './saleFacts.ts'

/** How many blocks are on top of the deposit, of how many that make it final. */
export function Confirmations({ view }: { view: SaleView }): ReactNode {
  const chains = chainsPortOf(useConfig())
  const network = view.config.registry.network(requestOf(view).network)
  const included = includedIn(view)
  const head = useQuery({
    queryKey: ['offrampHead', { network: network?.id }],
    enabled: network !== null && included !== null,
    refetchInterval: Math.max(network?.blockTimeMs ?? 2_000, 1_000),
    queryFn: async () =>
      Number(await chains(network?.id ?? 'none:none')?.request({ method: 'eth_blockNumber' })),
  })
  if (!network || included === null) return null
  const done = Math.min(Math.max((head.data ?? included) - included + 1, 1), network.finality)
  return (
    // Each block is too much to be read out.
    <div className="ofk-confirmations" aria-live="off">
      <progress
        className="ofk-progress"
        max={network.finality}
        value={done}
        aria-label={view.messages.panel.progress}
      />
      <span className="ofk-fine">{view.messages.onchain.confirmations(done, network.finality)}</span>
    </div>
  )
}

/** The block of the deposit: the second part of a transfer's standing. */
function includedIn({ status }: SaleView): number | null {
  for (const transfer of Object.values(status?.order.facts.transfers ?? {}))
    for (const standing of Object.keys(transfer.standings)) {
      const block = Number(standing.split(':')[1])
      if (Number.isSafeInteger(block)) return block
    }
  return null
}
