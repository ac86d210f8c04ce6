import { type NetworkId, readAddress } from '@offrampkit/core'
import type { EventSource, RowEvent, RowField } from '@offrampkit/core/order'
import type { NetworkMap } from './networks.ts'
import { stateOf } from './status.ts'
import type { WireSale } from './wire/sale.ts'

/**
 * One of their sales in the kit's words. Nothing is judged here: what is odd is told as it came, and the binding rules
 * refuse it.
 *
 * @param at - when it was heard, in milliseconds since 1970
 */
export function rowEvent(sale: WireSale, networks: NetworkMap, at: number, source: EventSource): RowEvent {
  const network = readNetwork(sale.fromNetwork, networks)
  const { transactionHash: hash } = sale
  const state = stateOf(sale.status, hash !== undefined)
  // The payout changes on the way (12.93 becomes 12.9392 in their own sample): only the last word about it is told.
  const paid = state === 'paid'
  const fields: Partial<Record<RowField, string | undefined>> = {
    network,
    asset: sale.fromCurrency,
    to: addressOn(network, sale.paymentAddress),
    from: addressOn(network, sale.sendingAddress),
    amount: sale.fromAmount,
    amountCurrency: sale.fromCurrency,
    txHash: readHash(hash),
    createdAt: readTime(sale.createdAt),
    orderExpiresAt: readTime(sale.expireAt),
    payout: paid ? sale.toAmount : undefined,
    payoutCurrency: paid ? sale.toCurrency : undefined,
  }
  const told = Object.entries(fields).filter(([, value]) => value !== undefined)
  return {
    type: 'row',
    rowId: sale.reference,
    ...(state === undefined ? {} : { state }),
    fields: Object.fromEntries(told) as RowEvent['fields'],
    at,
    source,
  }
}

/** An unknown network keeps its name under a prefix that no registry holds, so that nothing on it can bind. */
function readNetwork(name: string | undefined, networks: NetworkMap): NetworkId | undefined {
  return name === undefined ? undefined : (networks.idOf(name) ?? `partna:${name}`)
}

/** Partial messages name addresses without a network: then an EVM one is still written in one way. */
function addressOn(network: NetworkId | undefined, address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  const on = network ?? (address.startsWith('0x') ? 'eip155:1' : undefined)
  return (on && readAddress(on, address)) ?? address
}

function readHash(hash: string | undefined): string | undefined {
  if (hash === undefined || !/^(0x[0-9a-fA-F]{64}|[A-Za-z0-9]{43,128})$/.test(hash)) return undefined
  return hash.startsWith('0x') ? hash.toLowerCase() : hash
}

/** Their times are unix seconds. Thirteen digits are taken as milliseconds; anything else tells no time, as the text it is. */
function readTime(seconds: string | undefined): string | undefined {
  if (seconds !== undefined && /^[1-9]\d{8,9}$/.test(seconds)) return `${seconds}000`
  return seconds === '0' ? undefined : seconds
}
