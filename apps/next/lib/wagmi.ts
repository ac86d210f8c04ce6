import { evmChainId } from '@offrampkit/core'
import { type Chain, defineChain } from 'viem'
import { type Config, cookieStorage, createConfig, createStorage, http, injected } from 'wagmi'
import type { World } from './world'

/** The same on the server and in the page. The account is kept in a cookie, so that the server draws what the page will. */
export function wagmiConfigOf({ networks, rpcUrls }: World): Config {
  const chains = networks.flatMap(({ id, name, test }): Chain[] => {
    const chainId = evmChainId(id)
    if (chainId === null) return []
    return [
      defineChain({
        id: chainId,
        name,
        nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
        rpcUrls: { default: { http: [rpcUrls[chainId] ?? ''] } },
        testnet: test === true,
      }),
    ]
  })
  return createConfig({
    chains: chains as [Chain, ...Chain[]],
    connectors: [injected()],
    transports: Object.fromEntries(chains.map(({ id }) => [id, http(rpcUrls[id])])),
    storage: createStorage({ storage: cookieStorage }),
    ssr: true,
  }) as unknown as Config
}
