import { evmChainId } from '@offrampkit/core'
import type { ChainPort, ChainsPort } from '@offrampkit/deposit'
import type { Config } from 'wagmi'

const ports = new WeakMap<Config, ChainsPort>()

/** Reads of the app's chains over the transports of its wagmi config. The same function each time for one config. */
export function chainsPortOf(wagmi: Config): ChainsPort {
  const known = ports.get(wagmi)
  if (known) return known
  const port: ChainsPort = (network) => {
    const chainId = evmChainId(network)
    if (chainId === null || !wagmi.chains.some((chain) => chain.id === chainId)) return null
    const client = wagmi.getClient({ chainId })
    const request = client.request as unknown as ChainPort['request']
    return { network, request: (args) => request(args) }
  }
  ports.set(wagmi, port)
  return port
}
