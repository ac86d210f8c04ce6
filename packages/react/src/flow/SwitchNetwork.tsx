'use client'
import { evmChainId, type NetworkId, type OfframpError, toOfframpError } from '@offrampkit/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useConfig } from 'wagmi'
import { depositSessionParts } from '../deposit/depositSessionParts.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { Button } from './Actions.tsx'
import { ErrorDetail } from './ErrorDetail.tsx'

/** Asks the wallet to switch, reads its network again, and checks the deposit anew. */
export function SwitchNetwork({ view, network }: { view: SaleView; network: NetworkId }): ReactNode {
  const { config, deposit, messages } = view
  const wagmi = useConfig()
  const [state, setState] = useState<'idle' | 'switching' | OfframpError>('idle')
  // Loaded before the click, so that nothing stands between the click and a wallet that opens a window.
  useEffect(() => void import('@offrampkit/deposit/network'), [])
  const name = config.registry.network(network)?.name ?? network

  async function onClick() {
    setState('switching')
    try {
      const { clock, wallet } = depositSessionParts(config, wagmi)
      const { switchNetwork } = await import('@offrampkit/deposit/network')
      const chain = wagmi.chains.find(({ id }) => id === evmChainId(network))
      await switchNetwork(
        await wallet(),
        network,
        clock,
        chain && {
          chainName: chain.name,
          rpcUrls: chain.rpcUrls.default.http,
          nativeCurrency: chain.nativeCurrency,
        },
      )
      setState('idle')
      deposit.arm()
    } catch (error) {
      setState(toOfframpError(error))
    }
  }
  const switching = state === 'switching'
  return (
    <>
      <Button onClick={() => void onClick()} busy={switching} disabled={switching}>
        {switching ? messages.wallet.switching : messages.wallet.switchTo(name)}
      </Button>
      {typeof state === 'object' && <ErrorDetail error={state} messages={messages} />}
    </>
  )
}
