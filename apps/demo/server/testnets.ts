import { type Asset, evmNetwork, type Network, type NetworkId, native } from '@offrampkit/core'

const [celo, base, ethereum] = [evmNetwork(11142220), evmNetwork(84532), evmNetwork(11155111)]

const network = (id: NetworkId, name: string, explorer: string): Network => ({
  id,
  name,
  kind: 'evm',
  finality: 3,
  blockTimeMs: 2_000,
  explorer: `https://${explorer}/tx/%s`,
  test: true,
})

/** The test networks of the providers' staging worlds: coins there are worth nothing. */
export const testnets: readonly Network[] = [
  network(celo, 'Celo Sepolia', 'sepolia.celoscan.io'),
  network(base, 'Base Sepolia', 'sepolia.basescan.org'),
  network(ethereum, 'Sepolia', 'sepolia.etherscan.io'),
]

const coin = (on: NetworkId, symbol: string): Asset => ({
  ...{ network: on, address: native, symbol, name: symbol, decimals: 18 },
})
const usdc = (on: NetworkId, address: string): Asset => ({
  ...{ network: on, address, symbol: 'USDC', name: 'USD Coin', decimals: 6 },
})

/**
 * Contracts: https://developers.circle.com/stablecoins/usdc-contract-addresses and
 * https://docs.celo.org/contracts/token-contracts. Partna lists its own, and refuses another one before a sale begins.
 */
export const testnetAssets: readonly Asset[] = [
  coin(celo, 'CELO'),
  coin(base, 'ETH'),
  coin(ethereum, 'ETH'),
  usdc(celo, '0x01C5C0122039549AD1493B8220cABEdD739BC44E'),
  usdc(base, '0x036CbD53842c5426634e7929541eC2318f3dCF7e'),
  usdc(ethereum, '0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238'),
  {
    network: celo,
    address: '0xdE9e4C3ce781b4bA68120d6261cbad65ce0aB00b',
    symbol: 'CUSD',
    name: 'Celo Dollar',
    decimals: 18,
  },
]

/** Public endpoints that need no key. */
export const testnetRpcUrls: Readonly<Record<string, string>> = {
  11142220: 'https://forno.celo-sepolia.celo-testnet.org',
  84532: 'https://sepolia.base.org',
  11155111: 'https://ethereum-sepolia-rpc.publicnode.com',
}

/**
 * Partna's and Capa's names in staging. Every name leads to a test network, also those that this demo does not have: a staging
 * order must never ask for real coins.
 */
export const stagingNetworks = {
  partna: {
    avalanche: evmNetwork(43113),
    base,
    binance: evmNetwork(97),
    bitcoin: 'bip122:000000000933ea01ad0ee984209779ba',
    celo,
    ethereum,
    polygon: evmNetwork(80002),
    solana: 'solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1',
    tron: 'tron:0xcd8690dc',
  },
  capa: {
    ARB: evmNetwork(421614),
    BASE: base,
    BSC: evmNetwork(97),
    CORE: evmNetwork(1114),
    ETH: ethereum,
    OP: evmNetwork(11155420),
    POL: evmNetwork(80002),
    SOL: 'solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1',
    WLD: evmNetwork(4801),
  },
} as const satisfies Record<string, Readonly<Record<string, NetworkId>>>
