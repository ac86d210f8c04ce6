import type { TransferStanding } from './event.ts'
import type { OrderFacts, TransferFacts } from './facts.ts'
import { valuesOf } from './heard.ts'

/** Transfers to this address, in a stable order. */
export function transfersTo(facts: OrderFacts, to: string): TransferFacts[] {
  return Object.keys(facts.transfers)
    .sort()
    .map((key) => facts.transfers[key] as TransferFacts)
    .filter((transfer) => transfer.to === to.toLowerCase())
}

/** How the transfer stands now. Final in any block is final; otherwise what was seen last counts. */
export function standingOf(transfer: TransferFacts): TransferStanding {
  const standings = valuesOf(transfer.standings).map((key) => key.split(':')[2] as TransferStanding)
  if (standings.includes('final')) return 'final'
  return standings[0] ?? 'included'
}
