import type { DepositInstruction } from '../deposit/instruction.ts'
import { formatAmount } from '../money/amount.ts'
import { isNative } from '../network/asset.ts'
import { evmChainId } from '../network/network.ts'
import { checkOtherAddress } from '../network/otherAddress.ts'

/** A link that wallets of its family understand. No other scheme is ever made here. */
export type PaymentUri = `ethereum:${string}` | `bitcoin:${string}` | `solana:${string}`

/**
 * The whole deposit as a link for wallets, or `null` where no standard carries all of it: TRON and families that are not known
 * here, tokens on Bitcoin, a memo on Bitcoin or an EVM network. A link that leaves out a memo would lose the coins.
 *
 * - EVM: https://eips.ethereum.org/EIPS/eip-681, base units, always with the chain's id.
 * - Bitcoin: https://github.com/bitcoin/bips/blob/master/bip-0021.mediawiki, decimal BTC.
 * - Solana: https://docs.solanapay.com/spec (transfer request), decimal units of the coin or of the mint.
 *
 * @returns plain digits, never rounded and never in exponent form, which wallets read differently
 * @throws OfframpError `invalid_address`, `invalid_amount`
 * @example paymentUri(instruction) // 'ethereum:0x8335…@8453/transfer?address=0x90F7…&uint256=25000000'
 */
export function paymentUri(
  instruction: Pick<DepositInstruction, 'asset' | 'to' | 'memo' | 'units'>,
): PaymentUri | null {
  const { asset, memo, units } = instruction
  const { network, decimals } = asset
  const { address, checked } = checkOtherAddress(network, instruction.to)
  const token = isNative(asset) ? null : checkOtherAddress(network, asset.address).address
  // Throws for what is no amount, before it is written anywhere.
  const amount = formatAmount(units, decimals)
  // Half of a surrogate pair cannot be written in a link.
  if (checked === 'alphabet' || /\p{Surrogate}/u.test(memo ?? '')) return null
  if (network.startsWith('solana:')) {
    const parts = [`amount=${amount}`]
    if (token) parts.push(`spl-token=${token}`)
    if (memo !== null) parts.push(`memo=${encodeURIComponent(memo)}`)
    return `solana:${address}?${parts.join('&')}`
  }
  if (memo !== null) return null
  if (network.startsWith('bip122:')) return token ? null : `bitcoin:${address}?amount=${amount}`
  const chainId = evmChainId(network)
  if (chainId === null) return null
  if (token === null) return `ethereum:${address}@${chainId}?value=${units}`
  return `ethereum:${token}@${chainId}/transfer?address=${address}&uint256=${units}`
}
