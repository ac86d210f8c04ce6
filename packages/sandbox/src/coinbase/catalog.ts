import { type SandboxChain, sandboxAssets } from '../chain/describe.ts'

/** Cash-out methods of the sell flow. */
export const METHODS = ['FIAT_WALLET', 'CRYPTO_ACCOUNT', 'ACH_BANK_ACCOUNT', 'PAYPAL'] as const
export type Method = (typeof METHODS)[number]

export const METHOD_NAMES: Record<Method, string> = {
  FIAT_WALLET: 'Coinbase cash balance',
  CRYPTO_ACCOUNT: 'Coinbase crypto balance',
  ACH_BANK_ACCOUNT: 'Bank account (ACH)',
  PAYPAL: 'PayPal',
}

export interface Country {
  id: string
  name: string
  currency: string
  methods: readonly Method[]
  subdivisions: readonly string[]
}

const US_STATES =
  'AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY'

const BALANCES = ['CRYPTO_ACCOUNT', 'FIAT_WALLET'] as const

/** A few countries with the methods that the documentation gives them. SG is as recorded on 2026-08-11. */
export const COUNTRIES: readonly Country[] = [
  {
    id: 'US',
    name: 'United States',
    currency: 'USD',
    methods: ['ACH_BANK_ACCOUNT', ...BALANCES],
    subdivisions: US_STATES.split(' '),
  },
  { id: 'CA', name: 'Canada', currency: 'CAD', methods: [...BALANCES, 'PAYPAL'], subdivisions: [] },
  { id: 'GB', name: 'United Kingdom', currency: 'GBP', methods: [...BALANCES, 'PAYPAL'], subdivisions: [] },
  { id: 'DE', name: 'Germany', currency: 'EUR', methods: BALANCES, subdivisions: [] },
  { id: 'SG', name: 'Singapore', currency: 'SGD', methods: BALANCES, subdivisions: [] },
  { id: 'BR', name: 'Brazil', currency: 'BRL', methods: BALANCES, subdivisions: [] },
]

/** Fiat units for one US dollar. Invented, stable, only SGD is as recorded. */
export const FIAT_PER_USD: Readonly<Record<string, string>> = {
  USD: '1',
  SGD: '1.28',
  EUR: '0.92',
  GBP: '0.79',
  CAD: '1.37',
  AUD: '1.52',
  BRL: '5.4',
}

/** Cash-out currencies that any country outside the US may choose; order as recorded for SG. */
const CASHOUT_CURRENCIES = ['AUD', 'BRL', 'CAD', 'EUR', 'GBP', 'SGD', 'USD'] as const

/** Smallest and largest sale per method, in US dollars; other currencies follow the exchange rate. */
export const USD_LIMITS: Record<Method, { min: string; max: string }> = {
  ACH_BANK_ACCOUNT: { min: '10', max: '25000' },
  FIAT_WALLET: { min: '2', max: '1000000' },
  CRYPTO_ACCOUNT: { min: '2', max: '1000000' },
  PAYPAL: { min: '5', max: '10000' },
}

/** US dollars for one unit. Invented. */
export const USD_PER_ASSET: Readonly<Record<string, string>> = { USDC: '1', USDT: '1', DAI: '1', ETH: '2500' }

/** The API names sell currencies by UUID, not by ticker. Fixed here, so that fixtures stay stable. */
const SELL_IDS: Readonly<Record<string, string>> = {
  USDC: '2b92315d-eab7-5bef-84fa-089a131333f5',
  USDT: 'b26327c1-9a34-51d9-b982-9b29e6012648',
  DAI: '01e9e33b-d099-56fb-aa3b-76c19d0b250e',
  ETH: 'd85dce9b-5b73-5c3c-8978-522ce1d1c1b4',
}

interface SellNetwork {
  name: string
  display_name: string
  chain_id: string
  contract_address: string
  icon_url: string
}

export interface SellCurrency {
  id: string
  name: string
  symbol: string
  icon_url: string
  networks: SellNetwork[]
}

/** Networks that the real list holds and this sandbox does not run: a reader must cope with them. */
const FOREIGN_NETWORKS: readonly { symbol: string; network: Omit<SellNetwork, 'icon_url'> }[] = [
  {
    symbol: 'USDC',
    network: {
      name: 'solana',
      display_name: 'Solana',
      chain_id: '0',
      contract_address: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
    },
  },
  {
    symbol: 'USDC',
    network: {
      name: 'sui',
      display_name: 'Sui',
      chain_id: '0',
      contract_address: '0xdba34672e30cb065b1f93e3ab55318768fd6fef66c15942c9f7cb846e2f900e7::usdc::USDC',
    },
  },
]

/** The sell currencies over the given chains, in the API's own shape. */
export function sellCurrencies(chains: readonly SandboxChain[], publicUrl: string): SellCurrency[] {
  const bySymbol = new Map<string, SellCurrency>()
  const icon = (name: string) => `${publicUrl}/assets/${name.toLowerCase()}.svg`
  for (const asset of sandboxAssets(chains)) {
    const chain = chains.find((c) => c.chainId === asset.chainId)
    const row = bySymbol.get(asset.symbol) ?? {
      id: SELL_IDS[asset.symbol] ?? asset.symbol,
      name: asset.name,
      symbol: asset.symbol,
      icon_url: icon(asset.symbol),
      networks: [],
    }
    row.networks.push({
      name: asset.coinbaseNetwork,
      display_name: chain?.name ?? asset.coinbaseNetwork,
      chain_id: String(asset.chainId),
      contract_address: asset.address ?? '',
      icon_url: icon(asset.coinbaseNetwork),
    })
    bySymbol.set(asset.symbol, row)
  }
  for (const { symbol, network } of FOREIGN_NETWORKS) {
    bySymbol.get(symbol)?.networks.push({ ...network, icon_url: icon(network.name) })
  }
  return [...bySymbol.values()]
}

export function findCountry(id: string): Country | null {
  return COUNTRIES.find((c) => c.id === id) ?? null
}

/** The currencies that a resident may be paid in. */
export function currenciesOf(country: Country): readonly string[] {
  return country.id === 'US' ? ['USD'] : CASHOUT_CURRENCIES
}
