import { type Asset, evmChainId, isNative } from '@offrampkit/core'
import { type Decimal, formatAmount } from '@offrampkit/core/money'
import { gasCostOf } from '../chain/fees.ts'
import { readCount, toWord } from '../chain/quantity.ts'
import { codeOf, coinsOf, decimalsOf, isPlainAccount, isRevert, tokensOf } from '../chain/state.ts'
import type { ChainPort } from '../ports/chain.ts'
import { explained } from '../protocol/explained.ts'
import { Refusal, refusal } from '../protocol/refusal.ts'

/** Stands in for the deposit address, which nobody knows before the order: one that holds nothing yet costs most gas. */
const somewhere = `0x${'5e'.repeat(20)}`

export interface MaxDepositParameters {
  /** Reads of the asset's network, such as `httpChain(network, url)` of `./browser`; `null` where there is none. */
  chain: ChainPort | null
  asset: Asset
  /** The account that would send. */
  sender: string
}

/** What an account could send of an asset at this moment. */
export interface MaxDeposit {
  /** In base units; zero where nothing is left beside the reserve. */
  units: bigint
  /** The same in display units, exactly: never rounded, and so never up. */
  amount: Decimal
  /** What the account holds of the asset, in base units. */
  balance: bigint
  /**
   * Wei of the network's coin that stay for gas. For the coin itself twice what the preflight will ask for, so that gas may
   * get dearer until the deposit is sent; for a token what it would ask for now.
   */
  reserve: bigint
  /** Whether the account holds the reserve. Where not, a deposit would be refused as `insufficient_gas`. */
  gasCovered: boolean
}

/**
 * The most that an account can sell of an asset now: of a token all of it, of the network's coin all but a reserve for gas,
 * with what an OP-stack chain charges beside gas. A hint for a form: the preflight of the deposit reads everything again
 * and decides.
 *
 * @throws OfframpError `chain_unreadable`, `contract_account`, `token_mismatch`, `simulation_failed` (a paused token, a
 * blocked account), or `unsupported_network` for one that is not EVM or not the port's
 * @example
 * ```ts
 * const { amount, gasCovered } = await maxDeposit({ chain: httpChain('eip155:8453', url), asset, sender })
 * ```
 */
export function maxDeposit(parameters: MaxDepositParameters): Promise<MaxDeposit> {
  const reading = read(parameters).catch((cause) => {
    throw cause instanceof Refusal ? cause : refusal('chain_unreadable', { cause })
  })
  return explained(reading)
}

async function read({ chain, asset, sender }: MaxDepositParameters): Promise<MaxDeposit> {
  const wanted = evmChainId(asset.network)
  if (wanted === null || chain?.network !== asset.network) throw refusal('unsupported_network')
  const coin = isNative(asset)
  const [chainId, code, decimals, coins, tokens] = await Promise.all([
    chain.request({ method: 'eth_chainId', params: [] }),
    codeOf(chain, sender),
    coin ? asset.decimals : decimalsOf(chain, asset.address),
    coinsOf(chain, sender),
    coin ? null : tokensOf(chain, asset.address, sender),
  ])
  if (readCount(chainId) !== wanted) throw refusal('chain_unreadable')
  if (!isPlainAccount(code)) throw refusal('contract_account')
  const balance = coin ? coins : tokens
  if (balance === null || decimals !== asset.decimals)
    throw refusal('token_mismatch', { details: { wanted: String(asset.decimals), found: String(decimals) } })

  const call = coin
    ? { from: sender, to: somewhere, value: '0x0', data: '0x' }
    : { from: sender, to: asset.address, value: '0x0', data: transferOf(balance) }
  const gasCost = await gasCostOf(chain, call).then(
    (cost) => cost.gasCost,
    (cause) => {
      if (isRevert(cause)) throw refusal('simulation_failed', { cause })
      // Some nodes estimate nothing for an account that cannot pay: whatever it costs, it is more than there is.
      if (/insufficient funds/i.test(String((cause as Error)?.message))) return coins + 1n
      throw cause
    },
  )
  const reserve = coin ? 2n * gasCost : gasCost
  const left = coin ? balance - reserve : balance
  const units = left > 0n ? left : 0n
  return {
    units,
    amount: formatAmount(units, asset.decimals),
    balance,
    reserve,
    gasCovered: coins >= reserve,
  }
}

const transferOf = (units: bigint) => `0xa9059cbb${toWord(somewhere)}${toWord(units)}`
