import { type NetworkId, readAddress } from '@offrampkit/core'
import type { EventSource, RowEvent, RowField } from '@offrampkit/core/order'
import { readMethod } from './methods.ts'
import type { NetworkMap } from './networks.ts'
import { stateOf } from './status.ts'
import type { WireTransaction } from './wire/transaction.ts'

/**
 * One of their rows in the kit's words. Nothing is judged here: what is odd is told as it came, and the binding rules
 * refuse it.
 *
 * @param at - when it was heard, in milliseconds since 1970
 */
export function rowEvent(
  row: WireTransaction,
  networks: NetworkMap,
  at: number,
  source: EventSource,
): RowEvent {
  const network = readNetwork(row.network, networks)
  const txHash = readHash(row.txHash)
  const fields: Record<RowField, string | undefined> = {
    network,
    asset: row.asset,
    to: addressOn(network, row.toAddress),
    from: addressOn(network, row.fromAddress),
    // The exact text: an amount in the wrong currency or grammar must be seen as such, not tidied up.
    amount: row.sellAmount?.value,
    amountCurrency: row.sellAmount?.currency,
    amountKind: undefined,
    memo: undefined,
    txHash,
    createdAt: readTime(row.createdAt),
    orderExpiresAt: undefined,
    priceExpiresAt: undefined,
    payout: row.total?.value,
    payoutCurrency: row.total?.currency,
    receiveAtLeast: row.minimumTotal?.value,
    receiveAtLeastCurrency: row.minimumTotal?.currency,
    method: readMethod(row.paymentMethod),
    reason: undefined,
  }
  const told = Object.entries(fields).filter(([, value]) => value !== undefined)
  return {
    type: 'row',
    rowId: row.transactionId,
    state: stateOf(row.status, txHash !== undefined),
    fields: Object.fromEntries(told) as RowEvent['fields'],
    at,
    source,
  }
}

/** An unknown network keeps its name under a prefix that no registry holds, so that nothing on it can bind. */
function readNetwork(name: string | undefined, networks: NetworkMap): NetworkId | undefined {
  return name === undefined ? undefined : (networks.idOf(name) ?? `coinbase:${name.toLowerCase()}`)
}

function addressOn(network: NetworkId | undefined, address: string | undefined): string | undefined {
  if (address === undefined || network === undefined) return address
  return readAddress(network, address) ?? address
}

/** The status API says `""` and webhooks say `"0x"` until there is a transaction. */
function readHash(hash: string | undefined): string | undefined {
  if (hash === '0x') return undefined
  return hash?.startsWith('0x') ? hash.toLowerCase() : hash
}

const rfc3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/

/** RFC 3339 to milliseconds as text. Proto's zero time, `0001-01-01T00:00:00Z`, means that none was set. */
export function readTime(text: string | undefined): string | undefined {
  const match = text === undefined ? null : rfc3339.exec(text)
  if (match === null) return undefined
  const [, second, fraction = '', zone] = match
  const ms = Date.parse(`${second}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`)
  return Number.isNaN(ms) || ms <= 0 ? undefined : String(ms)
}
