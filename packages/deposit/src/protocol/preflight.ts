import { isNative, sameAddress } from '@offrampkit/core'
import type { DepositInstruction } from '@offrampkit/core/deposit'
import { gasCostOf } from '../chain/fees.ts'
import { readCount, toQuantity } from '../chain/quantity.ts'
import { headOf, nonceOf } from '../chain/reads.ts'
import {
  arrivalOf,
  codeOf,
  coinsOf,
  decimalsOf,
  isPlainAccount,
  isRevert,
  simulate,
  tokensOf,
} from '../chain/state.ts'
import type { DepositPorts, Preflight } from '../depositor.ts'
import type { PlainTransaction } from '../find/effect.ts'
import { lookback } from '../find/lookback.ts'
import type { ChainPort } from '../ports/chain.ts'
import type { WalletPort } from '../ports/wallet.ts'
import { readChainId } from './chainId.ts'
import { Refusal, refusal } from './refusal.ts'
import { within } from './within.ts'

/** How long a wallet or an endpoint may take to answer a read. */
const patience = 15_000

/** What was read, and what the attempt keeps of it. */
export interface Checked {
  preflight: Preflight
  fromBlock: number
  nonce: number
  noncePending: number
  pin: number | null
}

/**
 * Reads everything afresh and refuses what would fail, go astray, or be another thing than the configuration says.
 *
 * @throws OfframpError `wrong_network`, `wrong_account`, `wallet_silent`, `contract_account`, `token_mismatch`,
 * `insufficient_balance`, `insufficient_gas`, `simulation_failed`, `instruction_refused` or `chain_unreadable`
 */
export async function check(
  ports: DepositPorts,
  chain: ChainPort,
  wallet: WalletPort,
  instruction: DepositInstruction,
  sender: string,
  transaction: PlainTransaction,
): Promise<Checked> {
  await checkWallet(ports, wallet, sender, transaction.chainId)
  try {
    const late = () => refusal('chain_unreadable')
    return await within(ports.clock, patience, checkChain(chain, instruction, sender, transaction), late)
  } catch (cause) {
    if (cause instanceof Refusal) throw cause
    throw refusal('chain_unreadable', { cause })
  }
}

/** Asks the wallet itself, not what a library remembers of it. */
async function checkWallet(
  { clock }: DepositPorts,
  wallet: WalletPort,
  sender: string,
  chainId: number,
): Promise<void> {
  const ask = (method: string) =>
    within(clock, patience, wallet.request({ method }), () => refusal('wallet_silent')).catch((cause) => {
      throw refusal('wallet_silent', { cause })
    })
  const [chain, accounts] = await Promise.all([ask('eth_chainId'), ask('eth_accounts')])
  if (readChainId(chain) !== chainId)
    throw refusal('wrong_network', {
      details: { wanted: String(chainId), found: String(chain).slice(0, 32) },
    })
  const account = Array.isArray(accounts) ? accounts[0] : undefined
  if (typeof account !== 'string' || !sameAddress(`eip155:${chainId}`, account, sender))
    throw refusal('wrong_account', { details: { wanted: sender, found: String(account).slice(0, 64) } })
}

async function checkChain(
  chain: ChainPort,
  { asset, to, units }: DepositInstruction,
  sender: string,
  transaction: PlainTransaction,
): Promise<Checked> {
  const coin = isNative(asset)
  const [chainId, head, nonce, noncePending, code, codeAt, decimals, coins, tokens] = await Promise.all([
    chain.request({ method: 'eth_chainId', params: [] }),
    headOf(chain),
    nonceOf(chain, sender, 'latest'),
    nonceOf(chain, sender, 'pending'),
    codeOf(chain, sender),
    codeOf(chain, to),
    coin ? asset.decimals : decimalsOf(chain, asset.address),
    coinsOf(chain, sender),
    coin ? null : tokensOf(chain, asset.address, sender),
  ])
  // An endpoint of another chain would make every other read a lie.
  if (readCount(chainId) !== transaction.chainId) throw refusal('chain_unreadable')
  if (!isPlainAccount(code)) throw refusal('contract_account')
  const balance = coin ? coins : tokens
  // Where there is no contract, neither can be read.
  if (balance === null || decimals !== asset.decimals)
    throw refusal('token_mismatch', { details: { wanted: String(asset.decimals), found: String(decimals) } })
  if (!isPlainAccount(codeAt) && (await decimalsOf(chain, to)) !== null)
    throw refusal('instruction_refused', { details: { reason: 'token_contract', to } })
  if (balance < units) throw refusal('insufficient_balance', { details: { balance: String(balance) } })

  const call = { from: sender, to: transaction.to, data: transaction.data, value: transaction.value }
  const [{ gasLimit, gasCost }, returned, arrives] = await Promise.all([
    gasCostOf(chain, call),
    simulate(chain, call),
    coin ? null : arrivalOf(chain, call, to),
  ]).catch((cause) => {
    if (isRevert(cause)) throw refusal('simulation_failed', { cause })
    if (/insufficient funds/i.test(String((cause as Error)?.message)))
      throw refusal('insufficient_gas', { cause })
    throw cause
  })
  // Some tokens answer "false" where others revert; a missing answer is neither.
  if (!coin && /^0x0+$/.test(returned)) throw refusal('simulation_failed')
  // A fee on transfers, or a token that counts in shares: the provider would see another amount.
  if ((arrives ?? units) !== units)
    throw refusal('token_mismatch', { details: { wanted: String(units), found: String(arrives) } })
  if (coins < gasCost + BigInt(transaction.value))
    throw refusal('insufficient_gas', {
      details: { needed: toQuantity(gasCost), balance: toQuantity(coins) },
    })

  return {
    preflight: { balance, nativeBalance: coins, gasLimit, gasCost },
    fromBlock: Math.max(head - lookback, 0),
    nonce,
    noncePending,
    // With a transaction waiting, the next nonce is anybody's guess: then no pin, and a weaker guarantee.
    pin: nonce === noncePending ? nonce : null,
  }
}
