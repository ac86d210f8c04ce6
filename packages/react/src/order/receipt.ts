import type { NetworkId } from '@offrampkit/core'
import { formatAmount, type Money, parseAmount } from '@offrampkit/core/money'
import {
  type RowFacts,
  rowField,
  type StageName,
  standingOf,
  type TransferFacts,
  transfersTo,
  valuesOf,
} from '@offrampkit/core/order'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { astrayTransfer, depositHash, requestOf } from '../flow/saleFacts.ts'
import type { SaleParameters } from '../sale/preflight.ts'
import type { OfframpStatus } from './offrampStatus.ts'

/** What can be said of one order to somebody else: no address of a person, no bank details. */
export interface OfframpReceiptFacts {
  orderId: string
  provider: string
  /** The provider's own number of the order; `null` while it has none. */
  providerNumber: string | null
  /** Whether the provider says that the payout is done. Only then is it a receipt. */
  paid: boolean
  stage: StageName
  /** What was asked to be sold, or what the provider told instead, in display units. */
  sell: { amount: string; asset: string; network: NetworkId; networkName: string }
  /** What was paid out, in the provider's own figure; `null` unless it is paid and was told. */
  payout: Money | null
  /**
   * What one whole unit of the asset brought, with every fee taken off: the payout divided by the amount, cut at six
   * significant digits, so never more than it was. `null` without a payout.
   */
  rate: Money | null
  method: string | null
  /** The transaction that carries the deposit, as far as anybody knows. */
  txHash: string | null
  /** Where it can be looked at, where the network has an explorer. */
  txUrl: string | null
  /** When the order was made, its deposit first seen, its payout first heard of: milliseconds since 1970 by the server. */
  times: { begun: number; arrived: number | null; confirmed: number | null }
  /** When all of this was so, by the server. */
  asOf: number
}

/** The order itself as the sale that it is of. */
export function saleOf({ order }: OfframpStatus): SaleParameters {
  return { provider: order.provider, ...order.request }
}

/** The receipt of an order, as far as it has come. Pure. */
export function receiptOf(status: OfframpStatus, config: OfframpConfig): OfframpReceiptFacts {
  const { order } = status
  const rowId = 'rowId' in status.status ? status.status.rowId : null
  const row = rowId === null ? undefined : order.facts.rows[rowId]
  const { amount, asset, network } = soldOf(status, row, config)
  const payout = status.status.kind === 'paid' ? status.status.payout : null
  const paid = status.status.kind === 'paid'
  // What went astray is the transaction to ask about, on the network that it is on.
  const astray = astrayTransfer({ status })
  const txHash = astray?.txHash ?? depositHash({ status })
  const explorer = config.registry.network(astray?.network ?? network)?.explorer
  return {
    orderId: order.orderId,
    provider: order.provider,
    providerNumber: rowId,
    paid,
    stage: status.stage.name,
    sell: { amount, asset, network, networkName: config.registry.network(network)?.name ?? network },
    payout,
    rate: payout && rateOf(payout, amount),
    method: order.request.method ?? null,
    txHash,
    txUrl: txHash && explorer ? explorer.replace('%s', encodeURIComponent(txHash)) : null,
    times: {
      begun: order.createdAt,
      arrived: arrivedAt(status, row),
      confirmed: paid ? (row?.states.paid?.[0] ?? null) : null,
    },
    asOf: order.serverNow,
  }
}

const digits = 18
const significant = 6

/** By integers alone: what no float can hold is not shown as if it were exact. */
function rateOf({ amount, currency }: Money, sold: string): Money | null {
  const units = unitsOf(sold)
  const paid = unitsOf(amount)
  if (units === null || paid === null) return null
  const rate = (paid * 10n ** BigInt(digits)) / units
  // Never into the whole part: each of its digits counts.
  const cut = 10n ** BigInt(Math.min(Math.max(rate.toString().length - significant, 0), digits))
  return rate === 0n ? null : { amount: formatAmount((rate / cut) * cut, digits), currency }
}

function unitsOf(amount: string): bigint | null {
  try {
    return parseAmount(amount, digits)
  } catch {
    return null
  }
}

/** The transfers to where the provider told this order to send, from the account that was to send. */
function depositsOf({ order }: OfframpStatus, row: RowFacts | undefined): TransferFacts[] {
  const to = row && rowField(row, 'to')
  if (!to) return []
  return transfersTo(order.facts, to).filter(
    ({ from, units, ...transfer }) =>
      from === order.sender.toLowerCase() &&
      !/^0*$/.test(units) &&
      valuesOf(transfer.differs).length === 0 &&
      standingOf({ from, units, ...transfer }) !== 'reorged',
  )
}

/** What the chain shows, else what the provider says of its order, else what was asked for. */
function soldOf(status: OfframpStatus, row: RowFacts | undefined, config: OfframpConfig) {
  const told = requestOf({ status, sale: saleOf(status) })
  const [deposit, ...more] = depositsOf(status, row)
  const moved = deposit && more.length === 0 ? config.registry.asset(deposit.network, deposit.asset) : null
  if (deposit && moved)
    return {
      amount: formatAmount(BigInt(deposit.units), moved.decimals),
      asset: moved.symbol,
      network: deposit.network,
    }
  const amount = row && rowField(row, 'amount')
  const currency = row && rowField(row, 'amountCurrency')
  if (amount && currency === told.asset && unitsOf(amount) !== null)
    return { ...told, amount: amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') }
  return told
}

/** When the coins were first seen on chain, else when the provider first spoke of having them. */
function arrivedAt(status: OfframpStatus, row: RowFacts | undefined): number | null {
  const seen = depositsOf(status, row).flatMap(({ standings }) => Object.values(standings))
  const told = [row?.states.received, row?.states.processing]
  const times = [...seen, ...told].flatMap((span) => (span ? [span[0]] : []))
  return times.length > 0 ? Math.min(...times) : null
}
