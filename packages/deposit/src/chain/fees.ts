import type { ChainPort } from '../ports/chain.ts'
import { toWord } from './quantity.ts'
import { type Call, gasOf, gasPriceOf, numberOf } from './state.ts'

/** Where OP-stack chains tell what they charge beside gas. */
const oracle = '0x420000000000000000000000000000000000000f'
/** What a plain transaction has beside its call data, rounded up. */
const envelopeBytes = 120

/**
 * Twice what the transaction costs at this moment, in wei, with everything that an OP-stack chain charges beside gas.
 *
 * Twice, because the wallet decides what it offers, and a chain wants the account to hold all of the offer: ethers offers
 * `2 × baseFee + tip`, viem a base fee that is a fifth higher, MetaMask half as much gas again at a base fee up to a quarter
 * higher. With the tip that the node suggests, each is at most twice `eth_gasPrice × eth_estimateGas`; a wallet with a least
 * tip of its own may still want more. One that finds too little may answer with an error that proves nothing. What is not
 * used stays in the account.
 *
 * The OP-stack oracle is asked, and no formula repeated, so that an upgrade needs nothing here: `getL1FeeUpperBound` (since
 * Fjord) for the data on L1, `getOperatorFee` (since Isthmus, where it is `gas × scalar / 10^6 + constant`; since Jovian
 * `gas × scalar × 100 + constant`). The operator's fee is taken for the whole gas limit, and the rest given back. Other
 * chains have nothing at that address (Arbitrum's L1 part is in its gas estimate), and an oracle that knows neither counts
 * as zero.
 *
 * Sources: https://docs.ethers.org/v6/api/providers/#FeeData, https://viem.sh/docs/chains/fees, MetaMask/core
 * (`calculateGasFeeEstimatesForPriorityLevels`, `DEFAULT_GAS_MULTIPLIER`), https://eips.ethereum.org/EIPS/eip-1559,
 * https://specs.optimism.io/protocol/fjord/predeploys.html, https://specs.optimism.io/protocol/isthmus/exec-engine.html,
 * https://github.com/ethereum-optimism/design-docs/blob/main/protocol/operator-fee-scalar-fix.md (Jovian), viem's
 * `estimateOperatorFee`, and https://docs.arbitrum.io/build-decentralized-apps/how-to-estimate-gas
 */
export async function gasCostOf(
  chain: ChainPort,
  call: Call & { data: string },
): Promise<{ gasLimit: bigint; gasCost: bigint }> {
  const bytes = BigInt(envelopeBytes + call.data.length / 2)
  const [gasLimit, price, forData] = await Promise.all([
    gasOf(chain, call),
    gasPriceOf(chain),
    numberOf(chain, oracle, `0xf1c7a58b${toWord(bytes)}`),
  ])
  const forOperator = forData === null ? null : await numberOf(chain, oracle, `0x275aedd2${toWord(gasLimit)}`)
  return { gasLimit, gasCost: 2n * (gasLimit * price + (forData ?? 0n) + (forOperator ?? 0n)) }
}
