import { type NetworkId, readAddress } from '@offrampkit/core'
import type { EventSource, RowEvent, RowField } from '@offrampkit/core/order'
import type { NetworkMap } from './networks.ts'
import { reasonOf, stateOf } from './status.ts'
import type { WireTransaction } from './wire/transaction.ts'
import { readIsoTime } from './wire.ts'

/**
 * One of their transactions in the kit's words. Nothing is judged here: what is odd is told as it came, and the binding
 * rules refuse it. The bank account stays behind.
 *
 * @param at - when it was heard, in milliseconds since 1970
 */
export function rowEvent(
  row: WireTransaction,
  networks: NetworkMap,
  at: number,
  source: EventSource,
): RowEvent {
  const network = networkOf(row.blockchainSymbol, networks)
  const createdAt = readIsoTime(row.createdAt)
  const fields: Partial<Record<RowField, string | undefined>> = {
    network,
    asset: row.tokenSymbol,
    to: addressOn(network, row.destinationWalletAddress),
    // The exact text: an amount in the wrong grammar must be seen as such, not tidied up.
    amount: row.cryptoAmount,
    txHash: row.invoice?.transactionHash,
    createdAt: createdAt === null ? undefined : String(createdAt),
    payout: row.fiatAmount,
    payoutCurrency: row.fiatCurrency,
    reason: reasonOf(row.cancellationReason),
  }
  const told = Object.entries(fields).filter(([, value]) => value !== undefined)
  return {
    type: 'row',
    rowId: row.id,
    state: stateOf(row.status, row.cancellationReason),
    fields: Object.fromEntries(told) as RowEvent['fields'],
    at,
    source,
  }
}

/** An unknown chain keeps its name under a prefix that no registry holds, so that nothing on it can bind. */
function networkOf(symbol: string | undefined, networks: NetworkMap): NetworkId | undefined {
  return symbol === undefined ? undefined : (networks.idOf(symbol) ?? `capa:${symbol.toLowerCase()}`)
}

function addressOn(network: NetworkId | undefined, address: string | undefined): string | undefined {
  if (address === undefined || network === undefined) return address
  return readAddress(network, address) ?? address
}
