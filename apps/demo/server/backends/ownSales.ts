import type { WireTransaction } from '@offrampkit/providers/coinbase/server'
import type { DepositLine, Sale, SaleLine, SaleWish } from '../../src/backends/ownApi.ts'

const steps: Readonly<Record<string, DepositLine['step']>> = {
  CREATED: 'soon',
  STARTED: 'send',
  SUCCESS: 'paid',
  FAILED: 'unsold',
  EXPIRED: 'lapsed',
}

/** A row of Coinbase in this app's own words. */
export function depositLine(
  row: WireTransaction,
  chainOf: (network: string) => number | null,
  at: string,
): SaleLine {
  const money = (value?: { value?: string | undefined; currency?: string | undefined }) =>
    value?.value ? `${value.value} ${value.currency ?? ''}`.trim() : undefined
  const chain = row.network === undefined ? null : chainOf(row.network)
  const status = row.status?.replace('TRANSACTION_STATUS_', '') ?? ''
  const told = {
    chain: chain ?? undefined,
    coin: row.asset,
    to: row.toAddress,
    from: row.fromAddress,
    send: money(row.sellAmount),
    since: row.createdAt,
    tx: row.txHash === '0x' ? undefined : row.txHash,
    gets: money(row.total),
    atLeast: money(row.minimumTotal),
  }
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
  return { at, what: 'deposit', nr: row.transactionId, step: steps[status] ?? 'unclear', ...known }
}

/** Adds what is new; the same news told again is not news. */
export function addLines(sale: Sale, lines: readonly SaleLine[]): void {
  const contentOf = ({ at: _, ...rest }: SaleLine) => JSON.stringify(rest)
  for (const line of lines)
    if (!sale.log.some((known) => contentOf(known) === contentOf(line))) sale.log.push(line)
}

/** Whether it is a wish that could be sold at all; the provider decides the rest. */
export function isWish(wish: unknown): wish is SaleWish {
  if (typeof wish !== 'object' || wish === null) return false
  const { sell, chain, into, place, pay } = wish as Record<string, unknown>
  return (
    /^\d+(\.\d+)? [A-Z0-9]{1,12}$/.test(String(sell)) &&
    Number.isSafeInteger(chain) &&
    /^[A-Z]{3}$/.test(String(into)) &&
    /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(String(place)) &&
    (pay === undefined || /^[A-Z_]{1,64}$/.test(String(pay)))
  )
}
