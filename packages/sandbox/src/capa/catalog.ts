/** Tokens per chain symbol (docs.capa.fi/docs/off-ramp, 2026-11-21; `PYSUD` is spelled so there). */
export const CAPA_TOKENS: Readonly<Record<string, readonly string[]>> = {
  POL: ['USDC', 'USDT', 'POL', 'MATIC'],
  BSC: ['BNB'],
  BASE: ['USDC', 'USDC.e', 'USDbC', 'ETH', 'MXNe', 'cbBTC', 'wUSDL'],
  OP: ['USDC', 'ETH'],
  ARB: ['USDC', 'ETH'],
  SOL: ['USDC', 'SOL', 'USDY', 'PYSUD'],
  WLD: ['WLD'],
  STK: ['USDC', 'STK'],
  ETH: ['USDC', 'ETH', 'wBTC'],
}

/** Webhooks name chains for people. Only "Polygon PoS" is documented; the others are the chains' usual names. */
export const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  POL: 'Polygon PoS',
  BSC: 'BNB Smart Chain',
  BASE: 'Base',
  OP: 'Optimism',
  ARB: 'Arbitrum',
  SOL: 'Solana',
  WLD: 'World Chain',
  STK: 'Stack',
  ETH: 'Ethereum',
}

/** The chains that this sandbox really runs, by the name that its chains have elsewhere. */
export const LOCAL_CHAINS: Readonly<Record<string, string>> = { BASE: 'base', ETH: 'ethereum' }

export const STABLE_COINS: ReadonlySet<string> = new Set([
  'USDC',
  'USDT',
  'USDC.e',
  'USDbC',
  'wUSDL',
  'PYSUD',
])

/** US dollars for one unit. Invented; what is not here counts as one dollar. */
export const USD_PER_TOKEN: Readonly<Record<string, string>> = {
  ETH: '2500',
  BNB: '600',
  SOL: '150',
  wBTC: '60000',
  cbBTC: '60000',
  POL: '0.5',
  MATIC: '0.5',
  STK: '0.1',
  MXNe: '0.055',
}

/** Fiat units for one US dollar. Invented, near the documented samples (17.30 for MXN). */
export const FIAT_PER_USD: Readonly<Record<string, string>> = { MXN: '17.3', DOP: '60', USD: '1', EUR: '0.9' }

/** Above this many pesos a sale is OTC (docs.capa.fi, 2026-11-21). */
export const OTC_ABOVE_MXN = '50000'
