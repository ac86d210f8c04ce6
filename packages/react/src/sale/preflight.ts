import { type Asset, evmNetwork, OfframpError } from '@offrampkit/core'
import { formatAmount, parseAmount } from '@offrampkit/core/money'
import type { Config } from 'wagmi'
import type { NewSaleParameters } from '../actions/createOfframpSession.ts'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { readBalance } from '../wallet/balance.ts'
import { chainsPortOf } from '../wallet/chainsPort.ts'

/** What the user wishes to sell: the props of the button. */
export type SaleParameters = Omit<NewSaleParameters, 'sender'> & {
  /**
   * The account that the user will send from by hand, on a network that the connected wallet is not for (Solana, TRON): needed
   * where the provider compares senders. Everywhere else the connected account sends.
   */
  sender?: string | undefined
}

/** A sale that can be begun, with the account that will send. */
export interface CheckedSale {
  asset: Asset
  sender: string
}

/** Account and chain of the wagmi connection as they are now. */
function connectionOf(wagmi: Config): { account: string; chainId: number } | null {
  const connection =
    wagmi.state.current === null ? undefined : wagmi.state.connections.get(wagmi.state.current)
  const account = connection?.accounts[0]
  return connection && account ? { account, chainId: connection.chainId } : null
}

/**
 * Checks what can be checked before anything is opened: wallet, asset, amount, balance. What no wallet of this app can send
 * is sent by hand: then there is no balance to look at.
 *
 * @throws OfframpError `no_wallet`, `unknown_asset`, `unsupported_network`, `invalid_amount`, `insufficient_balance`,
 * `chain_unreadable`
 */
export async function checkSale(
  config: OfframpConfig,
  wagmi: Config,
  sale: SaleParameters,
): Promise<CheckedSale> {
  const connection = connectionOf(wagmi)
  const network = sale.network ?? evmNetwork(sale.chainId ?? 0)
  const asset = config.registry.require(network, sale.asset)
  const units = parseAmount(sale.amount, asset.decimals)
  const chain = chainsPortOf(wagmi)(network)
  const sender = chain ? connection?.account : (sale.sender ?? connection?.account)
  if (!sender) throw noWallet()
  if (!chain) return { asset, sender }
  const balance = await readBalance(chain, asset, sender).catch((cause: unknown) => {
    throw chainUnreadable(cause)
  })
  if (balance < units) throw insufficient(asset, sale.amount, balance)
  return { asset, sender }
}

function noWallet(): OfframpError {
  return new OfframpError({
    code: 'no_wallet',
    message: 'No wallet is connected.',
    why: 'Only your own wallet can send the deposit.',
    action: 'Connect a wallet, then try again.',
  })
}

function chainUnreadable(cause: unknown): OfframpError {
  return new OfframpError({
    code: 'chain_unreadable',
    message: 'The balance could not be read.',
    why: 'The sale was not begun, so that it cannot strand half way.',
    action: 'Try again in a moment.',
    cause,
  })
}

function insufficient(asset: Asset, amount: string, balance: bigint): OfframpError {
  const held = formatAmount(balance, asset.decimals)
  return new OfframpError({
    code: 'insufficient_balance',
    message: `This wallet holds ${held} ${asset.symbol}, and the sale is for ${amount}.`,
    why: 'The provider would wait for a deposit that cannot be sent.',
    action: 'Choose a smaller amount or top up first.',
    details: { balance: held, asset: asset.symbol },
  })
}
