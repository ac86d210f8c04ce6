import { type SandboxAsset, type SandboxChain, sandboxAssets } from '../chain/describe.ts'
import { num } from './json.ts'

/** Crypto currencies and networks of `/ramp` (OpenAPI, 2026-03-30). BSC is called `binance` there. */
const CRYPTO = ['BTC', 'ETH', 'USDC', 'USDT', 'CUSD', 'BNB'] as const
export const NETWORKS: readonly string[] =
  'avalanche base binance bitcoin celo ethereum polygon tron solana'.split(' ')

/** A currency that is paid out, and its network's name. GHS is named in the guide but not in `/ramp`. */
export interface FiatCurrency {
  currency: 'NGN' | 'KES'
  network: 'naira' | 'kenyanshilling'
  /** Units for one US dollar. KES is near the documented sample; NGN is the documented one. */
  perUsd: string
  /** Taken for the payout, in this currency. KES as in the documented sample. */
  fee: string
  minimum: string
}

export const FIAT: readonly FiatCurrency[] = [
  { currency: 'NGN', network: 'naira', perUsd: '1640', fee: '20', minimum: '50' },
  { currency: 'KES', network: 'kenyanshilling', perUsd: '127.9', fee: '1.14', minimum: '5' },
]

export const findFiat = (currency: string) => FIAT.find((f) => f.currency === currency) ?? null

/** US dollars for one unit. Invented. */
export const USD_PER_CRYPTO: Readonly<Record<string, string>> = {
  USDT: '1',
  USDC: '1',
  CUSD: '1',
  ETH: '2500',
}

interface Bank {
  code: string
  name: string
}

/** A few banks; one with an ampersand, which Go escapes in JSON. */
const BANKS: Readonly<Record<string, readonly Bank[]>> = {
  NGN: [
    { code: '044', name: 'Access Bank' },
    { code: '058', name: 'Guaranty & Trust Bank' },
  ],
  KES: [
    { code: 'SAFARICOM', name: 'Safaricom' },
    { code: 'AIRTEL', name: 'Airtel' },
  ],
  GHS: [{ code: 'MTN', name: 'MTN' }],
}

export const banksOf = (currency: string) => BANKS[currency] ?? null

/** What Partna takes of the chains that run here. */
export function partnaAssets(chains: readonly SandboxChain[]): SandboxAsset[] {
  return sandboxAssets(chains).filter(
    (asset) =>
      (CRYPTO as readonly string[]).includes(asset.symbol) && NETWORKS.includes(asset.coinbaseNetwork),
  )
}

const assetRow = (asset: SandboxAsset, index: number) => ({
  assetIndex: num(String(index + 1)),
  contractAddress: asset.address ?? '',
  decimals: num(String(asset.decimals)),
  destinationCurrency: asset.symbol,
  minimumWithdrawal: num('1'),
  withdrawalFee: num('0'),
  name: asset.name,
  symbol: asset.symbol,
  transactionExplorerLink: '',
  faucets: [],
})

/** `GET /supported/assets`: by currency, and by network under the name `byNetWork` as it is really written. */
export function supportedAssets(chains: readonly SandboxChain[], currency: string | null) {
  const byCurrency: Record<string, Record<string, unknown>> = {}
  const byNetWork: Record<string, Record<string, unknown>> = {}
  for (const [i, asset] of partnaAssets(chains).entries()) {
    if (currency !== null && asset.symbol !== currency) continue
    const row = assetRow(asset, i)
    byCurrency[asset.symbol] = { ...byCurrency[asset.symbol], [asset.coinbaseNetwork]: row }
    byNetWork[asset.coinbaseNetwork] = { ...byNetWork[asset.coinbaseNetwork], [asset.symbol]: row }
  }
  return { byCurrency, byNetWork }
}
