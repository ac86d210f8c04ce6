import { type Asset, native } from './asset.ts'
import type { Network } from './network.ts'

/**
 * Networks that providers of this kit take coins on and no EVM wallet sends on: the user sends by hand, from a wallet that
 * this kit does not see. They are no part of {@link mainnetRegistry}, so that an app offers them only where it wants to.
 *
 * Ids: https://github.com/ChainAgnostic/namespaces (bip122, solana); of TRON its chain id in hex.
 *
 * @example createAssetRegistry({ networks: [...mainnets, ...manualNetworks], assets: [...mainnetAssets, ...manualAssets] })
 */
export const manualNetworks: readonly Network[] = [
  {
    id: 'bip122:000000000019d6689c085ae165831e93',
    name: 'Bitcoin',
    kind: 'bitcoin',
    finality: 6,
    blockTimeMs: 600_000,
    explorer: 'https://mempool.space/tx/%s',
  },
  {
    id: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    name: 'Solana',
    kind: 'solana',
    finality: 32,
    blockTimeMs: 400,
    explorer: 'https://solscan.io/tx/%s',
  },
  {
    id: 'tron:0x2b6653dc',
    name: 'TRON',
    kind: 'tron',
    finality: 19,
    blockTimeMs: 3_000,
    explorer: 'https://tronscan.org/#/transaction/%s',
  },
]

const bitcoin = 'bip122:000000000019d6689c085ae165831e93'
const solana = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'
const tron = 'tron:0x2b6653dc'

/**
 * What is sold on {@link manualNetworks}, with the issuers' own contracts. Nobody can ask these chains from here, so nothing
 * compares their decimals before a send.
 *
 * Sources: https://developers.circle.com/stablecoins/usdc-contract-addresses, https://tether.to/en/supported-protocols
 */
export const manualAssets: readonly Asset[] = [
  { network: bitcoin, address: native, symbol: 'BTC', name: 'Bitcoin', decimals: 8 },
  { network: solana, address: native, symbol: 'SOL', name: 'Solana', decimals: 9 },
  {
    network: solana,
    address: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
    symbol: 'USDC',
    name: 'USD Coin',
    decimals: 6,
  },
  {
    network: solana,
    address: 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB',
    symbol: 'USDT',
    name: 'Tether USD',
    decimals: 6,
  },
  { network: tron, address: native, symbol: 'TRX', name: 'TRON', decimals: 6 },
  {
    network: tron,
    address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
    symbol: 'USDT',
    name: 'Tether USD',
    decimals: 6,
  },
]
