import { type Asset, native } from './asset.ts'
import { evmNetwork, type Network } from './network.ts'
import { type AssetRegistry, createAssetRegistry } from './registry.ts'

const evm = (
  chainId: number,
  name: string,
  finality: number,
  blockTimeMs: number,
  explorer: string,
): Network => ({
  id: evmNetwork(chainId),
  name,
  kind: 'evm',
  finality,
  blockTimeMs,
  explorer: `https://${explorer}/tx/%s`,
})

/** Finality is a policy of this kit, in blocks: deeper where deep reorganisations were seen. */
export const mainnets: readonly Network[] = [
  evm(1, 'Ethereum', 12, 12_000, 'etherscan.io'),
  evm(10, 'OP Mainnet', 10, 2_000, 'optimistic.etherscan.io'),
  evm(56, 'BNB Smart Chain', 15, 750, 'bscscan.com'),
  evm(137, 'Polygon', 128, 2_000, 'polygonscan.com'),
  evm(8453, 'Base', 10, 2_000, 'basescan.org'),
  evm(42161, 'Arbitrum One', 20, 250, 'arbiscan.io'),
  evm(42220, 'Celo', 10, 1_000, 'celoscan.io'),
  evm(43114, 'Avalanche', 10, 1_500, 'snowtrace.io'),
]

const coin = (chainId: number, symbol: string, name: string): Asset => ({
  network: evmNetwork(chainId),
  address: native,
  symbol,
  name,
  decimals: 18,
})

const token = (chainId: number, symbol: string, name: string, decimals: number, address: string): Asset => ({
  network: evmNetwork(chainId),
  address,
  symbol,
  name,
  decimals,
})

/**
 * Assets that the providers of this kit accept, with the issuers' own contracts.
 * Sources: https://developers.circle.com/stablecoins/usdc-contract-addresses,
 * https://tether.to/en/supported-protocols, https://docs.celo.org/contracts/token-contracts.
 * Decimals are compared with the chain before the first send.
 */
export const mainnetAssets: readonly Asset[] = [
  coin(1, 'ETH', 'Ether'),
  coin(10, 'ETH', 'Ether'),
  coin(56, 'BNB', 'BNB'),
  coin(137, 'POL', 'POL'),
  coin(8453, 'ETH', 'Ether'),
  coin(42161, 'ETH', 'Ether'),
  coin(42220, 'CELO', 'Celo'),
  coin(43114, 'AVAX', 'Avalanche'),
  token(1, 'USDC', 'USD Coin', 6, '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'),
  token(10, 'USDC', 'USD Coin', 6, '0x0b2C639c533813f4Aa9D7837CAf62653d097Ff85'),
  token(137, 'USDC', 'USD Coin', 6, '0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359'),
  token(8453, 'USDC', 'USD Coin', 6, '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'),
  token(42161, 'USDC', 'USD Coin', 6, '0xaf88d065e77c8cC2239327C5EDb3A432268e5831'),
  token(42220, 'USDC', 'USD Coin', 6, '0xcebA9300f2b948710d2653dD7B07f33A8B32118C'),
  token(43114, 'USDC', 'USD Coin', 6, '0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E'),
  token(1, 'USDT', 'Tether USD', 6, '0xdAC17F958D2ee523a2206206994597C13D831ec7'),
  token(137, 'USDT', 'Tether USD', 6, '0xc2132D05D31c914a87C6611C10748AEb04B58e8F'),
  token(56, 'USDC', 'USD Coin (18 decimals here)', 18, '0x8AC76a51cc950d9822D68b83fE1Ad97B32Cd580d'),
  token(56, 'USDT', 'Tether USD (18 decimals here)', 18, '0x55d398326f99059fF775485246999027B3197955'),
  token(8453, 'EURC', 'Euro Coin', 6, '0x60a3E35Cc302bFA44Cb288Bc5a4F316Fdb1adb42'),
  token(42220, 'CUSD', 'Celo Dollar', 18, '0x765DE816845861e75A25fCA122bb6898B8B1282a'),
]

/** The registry for production. Extend it by passing `[...mainnets, yours]` to {@link createAssetRegistry}. */
export function mainnetRegistry(): AssetRegistry {
  return createAssetRegistry({ networks: mainnets, assets: mainnetAssets })
}
