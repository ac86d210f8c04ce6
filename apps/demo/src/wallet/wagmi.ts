import type { Network } from '@offrampkit/core'
import { evmChainId, native } from '@offrampkit/core'
import { type Chain, defineChain } from 'viem'
import { createConfig, http } from 'wagmi'
import { injected } from 'wagmi/connectors'
import type { DemoSettings } from '../settings.ts'

/** The wagmi config of this dApp: every configured chain, and any wallet that announces itself (EIP-6963). */
export function createWagmiConfig(settings: DemoSettings) {
  const chains = settings.networks.flatMap((network) => {
    const id = evmChainId(network.id)
    const url = id === null ? undefined : settings.rpcUrls[id]
    return id === null || url === undefined ? [] : [chainOf(settings, network, id, url)]
  })
  const [first, ...rest] = chains
  if (!first) throw new Error('The demo server configured no chain.')
  return createConfig({
    chains: [first, ...rest],
    connectors: [injected()],
    transports: Object.fromEntries(chains.map((chain) => [chain.id, http(undefined, { retryCount: 1 })])),
    pollingInterval: settings.mode === 'sandbox' ? 1_000 : 4_000,
  })
}

function chainOf(settings: DemoSettings, network: Network, id: number, url: string): Chain {
  const coin = settings.assets.find((asset) => asset.network === network.id && asset.address === native)
  return defineChain({
    id,
    name: network.name,
    nativeCurrency: {
      name: coin?.name ?? 'Ether',
      symbol: coin?.symbol ?? 'ETH',
      decimals: coin?.decimals ?? 18,
    },
    rpcUrls: { default: { http: [url] } },
    testnet: network.test === true,
  })
}
