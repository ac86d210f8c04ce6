import { evmChainId, type NetworkId } from '@offrampkit/core'
import { toQuantity } from '../chain/quantity.ts'
import type { ClockPort } from '../ports/clock.ts'
import type { WalletPort } from '../ports/wallet.ts'
import { readError } from './answer.ts'
import { readChainId } from './chainId.ts'
import { explained } from './explained.ts'
import { refusal } from './refusal.ts'
import { within } from './within.ts'

/** What `wallet_addEthereumChain` takes beside the chain id. Source: https://eips.ethereum.org/EIPS/eip-3085 */
export interface AddEthereumChain {
  chainName: string
  rpcUrls: readonly string[]
  nativeCurrency: { name: string; symbol: string; decimals: number }
  blockExplorerUrls?: readonly string[]
}

const patience = 15_000
/** Wallets answer before they have switched: the chain is read again this often, this many ms apart. */
const rereads = 12
const pause = 250

/**
 * Asks the wallet to switch (EIP-3326), from a user's gesture and never as part of sending, and believes only what the
 * wallet says when it is asked for its chain again.
 *
 * @param add - lets the wallet learn a chain that it does not know (4902)
 * @throws OfframpError `wallet_rejected`, or `wrong_network` if it is still elsewhere: the order is as it was
 * @example await switchNetwork(wallet, 'eip155:8453', clock)
 */
export function switchNetwork(
  wallet: WalletPort,
  network: NetworkId,
  clock: ClockPort,
  add?: AddEthereumChain,
): Promise<void> {
  return explained(change(wallet, network, clock, add))
}

async function change(
  wallet: WalletPort,
  network: NetworkId,
  clock: ClockPort,
  add?: AddEthereumChain,
): Promise<void> {
  const wanted = evmChainId(network)
  if (wanted === null) throw refusal('unsupported_network')
  const chainId = toQuantity(wanted)
  const isThere = async () => readChainId(await wallet.request({ method: 'eth_chainId' })) === wanted
  const ask = (method: string, parameters: object) =>
    within(clock, patience, wallet.request({ method, params: [parameters] }), () => refusal('wrong_network'))

  try {
    await ask('wallet_switchEthereumChain', { chainId }).catch((error: unknown) => {
      if (codeOf(error) === 4902 && add) return ask('wallet_addEthereumChain', { chainId, ...add })
      throw error
    })
  } catch (cause) {
    if (readError(cause).kind === 'rejected') throw refusal('wallet_rejected', { cause })
    // Some wallets switch and fail to say so, so the chain has the last word.
  }
  const later = () => new Promise<void>((resolve) => void clock.after(pause, resolve))
  const settled = async () => {
    for (let reads = 0; reads < rereads; reads += 1) {
      if (await isThere()) return
      await later()
    }
    throw refusal('wrong_network', { details: { wanted: String(wanted) } })
  }
  await within(clock, patience, settled(), () => refusal('wrong_network')).catch((cause) => {
    throw refusal('wrong_network', { cause, details: { wanted: String(wanted) } })
  })
}

/** MetaMask Mobile wraps 4902 into an internal error. */
function codeOf(error: unknown): unknown {
  const { code, data } = (error ?? {}) as { code?: unknown; data?: { originalError?: { code?: unknown } } }
  return data?.originalError?.code ?? code
}
