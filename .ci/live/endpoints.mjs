// Public endpoints of the chains in the registry, used where no other is named. Each is the chain's own, by its documents,
// or the default of viem 2.57.1 (viem/chains) where its makers run none. They limit how often they may be asked.

/** Chain id to URL. */
const publicEndpoints = new Map([
  // viem/chains: mainnet
  [1, 'https://ethereum.reth.rs/rpc'],
  // https://docs.optimism.io/op-mainnet/network-information/connecting-to-op
  [10, 'https://mainnet.optimism.io'],
  // https://docs.bnbchain.org/bnb-smart-chain/developers/json_rpc/json-rpc-endpoint
  [56, 'https://bsc-dataseed.bnbchain.org'],
  // viem/chains: polygon
  [137, 'https://polygon.drpc.org'],
  // https://docs.base.org/base-chain/quickstart/connecting-to-base
  [8453, 'https://mainnet.base.org'],
  // https://docs.arbitrum.io/build-decentralized-apps/reference/node-providers
  [42161, 'https://arb1.arbitrum.io/rpc'],
  // https://docs.celo.org/network/node/forno
  [42220, 'https://forno.celo.org'],
  // https://docs.avax.network/tooling/rpc-providers
  [43114, 'https://api.avax.network/ext/bc/C/rpc'],
])

/** Chains of the OP stack, which charge beside gas and tell how much at their fee oracle. */
export const opStackChains = new Set([10, 8453, 42220])

/** Where to ask: the command line before the environment (`OFFRAMP_RPC_<chain id>`) before the public one. */
export function endpointOf(chainId, given, env = process.env) {
  return given.get(chainId) ?? env[`OFFRAMP_RPC_${chainId}`] ?? publicEndpoints.get(chainId)
}

/** What can be printed of it: one that somebody gave may hold a key, so that only where it was given is told. */
export function endpointName(chainId, given, env = process.env) {
  if (given.has(chainId)) return 'that of --rpc'
  const name = `OFFRAMP_RPC_${chainId}`
  return env[name] === undefined ? (publicEndpoints.get(chainId) ?? 'none') : `that of ${name}`
}
