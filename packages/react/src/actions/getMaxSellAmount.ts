import type { OfframpError } from '@offrampkit/core'
import type { MaxDeposit } from '@offrampkit/deposit/solvency'
import type { Config } from 'wagmi'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { chainsPortOf } from '../wallet/chainsPort.ts'
import { type NetworkParameter, networkOf } from './sellNetwork.ts'

/** What might be sold, and whose it is. The network by `network` or by `chainId`. */
export type GetMaxSellAmountParameters = NetworkParameter & {
  /** Symbol, as in the registry. */
  asset: string
  /** The account that would send. */
  account: string
}
export type GetMaxSellAmountReturnType = MaxDeposit
export type GetMaxSellAmountErrorType = OfframpError

/**
 * The most that an account can sell of an asset now: of a token all of it, of the network's coin all but a reserve for gas.
 * Read over the transports of the wagmi config; no wallet is asked.
 *
 * @throws OfframpError `unknown_asset`, `unsupported_network`, `chain_unreadable`, `contract_account`, `token_mismatch`,
 * `simulation_failed`
 * @example const { amount } = await getMaxSellAmount(config, wagmiConfig, { asset: 'ETH', chainId: 8453, account })
 */
export async function getMaxSellAmount(
  config: OfframpConfig,
  wagmi: Config,
  parameters: GetMaxSellAmountParameters,
): Promise<GetMaxSellAmountReturnType> {
  const network = networkOf(parameters)
  if (!network) throw new Error('network or chainId is required')
  const asset = config.registry.require(network, parameters.asset)
  const { maxDeposit } = await import('@offrampkit/deposit/solvency')
  return maxDeposit({ chain: chainsPortOf(wagmi)(network), asset, sender: parameters.account })
}
