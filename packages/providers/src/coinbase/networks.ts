import type { NetworkId } from '@offrampkit/core'

/** Their name of a network → CAIP-2. */
export type CoinbaseNetworks = Readonly<Record<string, NetworkId>>

/**
 * Network names of the sell options, as recorded from production on 2026-08-11 (the EVM ones and Solana) and of the coins
 * that their integration guide names. A network that is not here is not guessed: its assets are left out, and a
 * row on it never binds.
 */
export const coinbaseNetworks: CoinbaseNetworks = {
  ethereum: 'eip155:1',
  optimism: 'eip155:10',
  polygon: 'eip155:137',
  base: 'eip155:8453',
  arbitrum: 'eip155:42161',
  avacchain: 'eip155:43114',
  solana: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
  bitcoin: 'bip122:000000000019d6689c085ae165831e93',
  litecoin: 'bip122:12a765e31ffd4059bada1e25190f6e98',
  dogecoin: 'bip122:1a91e3dace36e2be3bf030a65679fe82',
  bitcoincash: 'bip122:000000000000000000651ef99cb9fcbe',
  zcash: 'bip122:00040fe8ec8471911baa1db1266ea15d',
}

/**
 * Networks on which the sender changes with every transaction, so that Coinbase does not compare it
 * ("Bitcoin and Bitcoin-based crypto assets", integration guide).
 */
export const bitcoinFamily: readonly NetworkId[] = Object.values(coinbaseNetworks).filter((id) =>
  id.startsWith('bip122:'),
)

/** Maps in both directions. */
export interface NetworkMap {
  /** CAIP-2 for their name, or `null`. Older answers said `networks/base-mainnet` for `base`. */
  idOf(name: string): NetworkId | null
  /** Their name, or `null` for a network that they do not serve. */
  nameOf(id: NetworkId): string | null
}

/** @param overrides - replaces single names: a local chain may stand in for `base` */
export function networkMap(overrides: CoinbaseNetworks = {}): NetworkMap {
  const ids = new Map(
    Object.entries({ ...coinbaseNetworks, ...overrides }).map(([name, id]) => [name.toLowerCase(), id]),
  )
  const names = new Map([...ids].map(([name, id]) => [id, name]))
  return {
    idOf(name) {
      const folded = name.toLowerCase()
      const short = folded.replace(/^networks\//, '').replace(/-mainnet$/, '')
      return ids.get(folded) ?? ids.get(short) ?? null
    },
    nameOf: (id) => names.get(id) ?? null,
  }
}
