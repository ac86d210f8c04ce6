import type { NetworkId } from '@offrampkit/core'

/** Their name of a network → CAIP-2. */
export type PartnaNetworks = Readonly<Record<string, NetworkId>>

/**
 * The crypto networks of Partna's `/ramp` (OpenAPI of 2026-03-30), to the letter: BNB Smart Chain is `binance`. A name that is
 * not here is not guessed. CAIP-2 ids: https://github.com/ChainAgnostic/namespaces (bip122, solana) and TRON's chain id in hex
 * (https://docs.rs/r402-tron).
 *
 * A wallet of wagmi can send on the `eip155` ones; the others need a registry that holds them, and are sent by hand.
 */
export const partnaNetworks: PartnaNetworks = {
  avalanche: 'eip155:43114',
  base: 'eip155:8453',
  binance: 'eip155:56',
  bitcoin: 'bip122:000000000019d6689c085ae165831e93',
  celo: 'eip155:42220',
  ethereum: 'eip155:1',
  polygon: 'eip155:137',
  solana: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
  tron: 'tron:0x2b6653dc',
}

/** Networks on which the sender changes with every transaction. */
export const senderlessNetworks: readonly NetworkId[] = [
  'bip122:000000000019d6689c085ae165831e93',
  // Bitcoin's testnets, which staging may use: testnet3, and signet (BIP-122 ids).
  'bip122:000000000933ea01ad0ee984209779ba',
  'bip122:00000008819873e925422c1ff0f99f7c',
]

/** Maps in both directions. */
export interface NetworkMap {
  /** CAIP-2 for their name, or `null`. Letter case counts: they write every name in one way. */
  idOf(name: string): NetworkId | null
  /** Their name, or `null` for a network that they do not serve. */
  nameOf(id: NetworkId): string | null
}

/** @param overrides - replaces single names: staging's `celo` is a testnet, a local chain may stand in for it in tests */
export function networkMap(overrides: PartnaNetworks = {}): NetworkMap {
  const ids = new Map(Object.entries({ ...partnaNetworks, ...overrides }))
  const names = new Map([...ids].map(([name, id]) => [id, name]))
  return { idOf: (name) => ids.get(name) ?? null, nameOf: (id) => names.get(id) ?? null }
}
