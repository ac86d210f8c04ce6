import type { NetworkId } from '@offrampkit/core'

/** Capa's symbol of a blockchain → CAIP-2. */
export type CapaNetworks = Readonly<Record<string, NetworkId>>

/**
 * Symbols of https://docs.capa.fi/docs/off-ramp (read 2026-11-21) whose chain is certain. `STK` and `MTN` stand there too,
 * without a word on which chains they are: they are left out, and a row on them never binds.
 */
export const capaNetworks: CapaNetworks = {
  ETH: 'eip155:1',
  OP: 'eip155:10',
  BSC: 'eip155:56',
  POL: 'eip155:137',
  WLD: 'eip155:480',
  CORE: 'eip155:1116',
  BASE: 'eip155:8453',
  ARB: 'eip155:42161',
  SOL: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
}

/**
 * Webhooks name a chain for people. This is the one such name that their pages show
 * (https://docs.capa.fi/docs/transaction-events, read 2026-11-21); any other says nothing.
 */
const displayNames: Readonly<Record<string, string>> = { 'Polygon PoS': 'POL' }

/** What Capa buys, by chain (https://docs.capa.fi/docs/off-ramp, read 2026-11-21). Single ones may be disabled. */
export const capaTokens: Readonly<Record<string, readonly string[]>> = {
  ETH: ['USDC', 'ETH', 'wBTC'],
  OP: ['USDC', 'ETH'],
  BSC: ['BNB'],
  POL: ['USDC', 'USDT', 'POL', 'MATIC'],
  WLD: ['WLD'],
  CORE: ['CORE', 'CoreBTC'],
  BASE: ['USDC', 'USDC.e', 'USDbC', 'ETH', 'MXNe', 'cbBTC', 'wUSDL'],
  ARB: ['USDC', 'ETH'],
  SOL: ['USDC', 'SOL', 'USDY', 'PYSUD'],
}

/** Maps in both directions. */
export interface NetworkMap {
  /** Every chain that has a symbol here. */
  symbols: readonly string[]
  /** CAIP-2 for their symbol, or `null`. */
  idOf(symbol: string): NetworkId | null
  /** CAIP-2 for a name as webhooks write it, or `null`. */
  idOfDisplayName(name: string): NetworkId | null
  /** Their symbol, or `null` for a network that they do not serve. */
  symbolOf(id: NetworkId): string | null
}

/** @param overrides - replaces single symbols: a local chain may stand in for `POL` */
export function networkMap(overrides: CapaNetworks = {}): NetworkMap {
  const ids = new Map(Object.entries({ ...capaNetworks, ...overrides }))
  const symbols = new Map([...ids].map(([symbol, id]) => [id, symbol]))
  return {
    symbols: [...ids.keys()],
    idOf: (symbol) => ids.get(symbol) ?? null,
    idOfDisplayName(name) {
      const symbol = Object.hasOwn(displayNames, name) ? displayNames[name] : name
      return ids.get(symbol ?? '') ?? null
    },
    symbolOf: (id) => symbols.get(id) ?? null,
  }
}
