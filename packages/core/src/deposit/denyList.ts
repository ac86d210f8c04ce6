import type { AssetRegistry } from '../network/registry.ts'

/** Where coins are burned; Coinbase's and others' samples are full of them. */
const burned: ReadonlySet<string> = new Set([
  '0x000000000000000000000000000000000000dead',
  '0xdead000000000000000042069420694206942069',
  '0xffffffffffffffffffffffffffffffffffffffff',
  '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee',
  // Where coins go to die on the networks that are sent on by hand: Solana's system program and incinerator
  // (https://docs.solanalabs.com/runtime/sysvars, …/programs), TRON's black hole and zero address, and Bitcoin's best known ones.
  ...[
    '11111111111111111111111111111111',
    '1nc1nerator11111111111111111111111111111111',
    'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb',
    '1111111111111111111114oLvT2',
    '1BitcoinEaterAddressDontSendf59kuE',
  ].map((text) => text.toLowerCase()),
])

/**
 * Zero, precompiles and system contracts: they end in at most four digits (Ethereum, Polygon, BNB Smart Chain, Arbitrum,
 * Celo). The system accounts of OP-stack chains (`0xdead…0001`), and their predeploys
 * (https://specs.optimism.io/protocol/predeploys.html).
 */
const system = /^0x(0{36}.{4}|(dead){9}.{4}|420{35}.{3})$/

/**
 * Contracts that stand at one address on every chain and never pay out what is sent to them by hand: Multicall3, Permit2,
 * the deterministic deployer, the entry points of ERC-4337, and the routers of 1inch. Sources: https://www.multicall3.com,
 * https://github.com/Uniswap/permit2, https://github.com/Arachnid/deterministic-deployment-proxy,
 * https://github.com/eth-infinitism/account-abstraction/releases, https://portal.1inch.dev
 */
const contracts: ReadonlySet<string> = new Set([
  '0xca11bde05977b3631167028862be2a173976ca11',
  '0x000000000022d473030f116ddee9f6b43ac78ba3',
  '0x4e59b44847b379578588920ca78fbf26c0b4956c',
  '0x5ff137d4b0fdcd49dca30c7cf57e578a026d2789',
  '0x0000000071727de22e5e9d8baf0edac6f37da032',
  '0x1111111254eeb25477b68fb85ed929f73a960582',
  '0x111111125421ca6dc452d289314280a0f8842a65',
])

/**
 * Why the kit never sends to this address, or `null`. Coinbase's own webhook sample shows a token contract as `toAddress`,
 * so every registered contract of every network counts; other tokens are told by the chain when the deposit is armed.
 */
export function deniedAddress(
  to: string,
  sender: string,
  registry: AssetRegistry,
): 'burn_address' | 'system_address' | 'known_contract' | 'own_address' | 'token_contract' | null {
  const address = to.toLowerCase()
  if (burned.has(address)) return 'burn_address'
  if (system.test(address)) return 'system_address'
  if (contracts.has(address)) return 'known_contract'
  if (address === sender.toLowerCase()) return 'own_address'
  if (registry.assets.some((asset) => asset.address.toLowerCase() === address)) return 'token_contract'
  return null
}
