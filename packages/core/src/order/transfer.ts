import type { TransferStanding } from './event.ts'
import type { OrderFacts, TransferFacts } from './facts.ts'
import { valuesOf } from './heard.ts'
import type { Order } from './order.ts'

/** Transfers to this address, in a stable order. */
export function transfersTo(facts: OrderFacts, to: string): TransferFacts[] {
  return Object.keys(facts.transfers)
    .sort()
    .map((key) => facts.transfers[key] as TransferFacts)
    .filter((transfer) => transfer.to === to.toLowerCase())
}

/**
 * Transfers from the order's sender to any of these addresses that the chain still holds. Of no value are those of
 * nothing: a token lets anybody move zero coins in another's name. One that went astray is no deposit either, save that
 * the wrong amount at the right address is money that the provider holds.
 */
export function depositsAt(
  order: Pick<Order, 'facts' | 'sender'>,
  addresses: Iterable<string>,
): TransferFacts[] {
  const unique = new Set([...addresses].map((to) => to.toLowerCase()))
  return [...unique]
    .flatMap((to) => transfersTo(order.facts, to))
    .filter((transfer) => transfer.from === order.sender.toLowerCase() && !/^0*$/.test(transfer.units))
    .filter((transfer) => standingOf(transfer) !== 'reorged')
    .filter((transfer) => valuesOf(transfer.differs).every((difference) => difference === 'amount'))
}

/**
 * Transactions of this order that are not what its wallet was asked for, and that their chain still holds: on another
 * network, to another address, of another asset or amount.
 */
export function astrayOf(facts: OrderFacts): TransferFacts[] {
  return Object.keys(facts.transfers)
    .sort()
    .map((key) => facts.transfers[key] as TransferFacts)
    .filter((transfer) => valuesOf(transfer.differs).length > 0 && standingOf(transfer) !== 'reorged')
}

/** How the transfer stands now. Final in any block is final; otherwise what was seen last counts. */
export function standingOf(transfer: TransferFacts): TransferStanding {
  const standings = valuesOf(transfer.standings).map(
    (key) => key.slice(key.lastIndexOf(':') + 1) as TransferStanding,
  )
  if (standings.includes('final')) return 'final'
  return standings[0] ?? 'included'
}
