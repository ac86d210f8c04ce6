import type { AssetRegistry, NetworkId } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { type Binding, bindDeposit } from '@offrampkit/core/deposit'
import {
  type AttemptView,
  identityOf,
  joinAttempts,
  mergeFacts,
  type OrderStatus,
  type Stage,
  stageOf,
  statusOf,
  valuesOf,
} from '@offrampkit/core/order'
import type { FlowCapabilities } from '@offrampkit/core/provider'
import type { ChainsPort, DepositState } from '@offrampkit/deposit'

/** Where an order stands, from all that the server told and this browser saw. */
export interface OfframpStatus {
  /** The server's order, with what this browser saw on chain merged into its facts. */
  order: OrderView
  status: OrderStatus
  /** The instruction to pay, or why there is none. */
  binding: Binding
  stage: Stage
  /** Every try at the deposit that anyone knows of. */
  attempts: readonly AttemptView[]
  /** Why this browser could not look, where it could not: then nothing here proves that nothing was sent. */
  unreadable: string | null
  /** The unanswered attempt that the user may call cancelled: see `useOfframpDeposit().attest`. */
  attestable: string | null
  /** No wallet of this app can send the deposit: the user does, by hand. */
  byHand: boolean
}

/** What this browser knows beside the server. */
export type Evidence = Pick<DepositState, 'facts' | 'attempts' | 'unreadable' | 'attestable'> & {
  /** The chains on which a wallet of this app sends; `null` where nobody asked. */
  chains: ChainsPort | null
}

/**
 * The status that server and browser together amount to. Pure, by core's own functions alone.
 *
 * @param now - server time in milliseconds since 1970
 */
export function toOfframpStatus(
  answer: OrderView,
  evidence: Evidence | null,
  registry: AssetRegistry,
  now: number,
): OfframpStatus {
  const order = evidence ? { ...answer, facts: mergeFacts(answer.facts, evidence.facts) } : answer
  const attempts = joinAttempts(
    evidence?.attempts ?? [],
    answer.attempts.map((attempt) => lapsed(attempt, now)),
  )
  const status = statusOf(order, now)
  const binding = bindDeposit(order, registry, now)
  const unreadable = evidence?.unreadable ?? null
  // With attempts to look for, what could not be read is the chain.
  const blind = unreadable !== null && attempts.length === 0
  const byHand = isByHand(order, binding, evidence?.chains ?? null)
  const shownElsewhere = staysOpen(order.capabilities)
  const stage = stageOf({ order, status, binding, attempts, blind, byHand, shownElsewhere })
  const attestable = evidence?.attestable ?? null
  return { order, status, binding, stage, attempts, unreadable, attestable, byHand }
}

/** What was asked for, or what the provider tells instead, is on a network that no wallet of this app sends on. */
function isByHand(order: OrderView, binding: Binding, chains: ChainsPort | null): boolean {
  if (chains === null) return false
  const told = binding.state === 'ready' ? [binding.instruction.asset.network] : toldNetworks(order)
  return [order.request.network, ...told].some((network) => chains(network) === null)
}

/** Where this order was ever told to send: what was shown once may have been paid, also when it is not to be paid any more. */
function toldNetworks(order: OrderView): NetworkId[] {
  return Object.entries(order.facts.rows)
    .filter(([rowId, row]) => row.fields.to && identityOf(rowId, row, order) !== 'foreign')
    .flatMap(([, row]) => valuesOf(row.fields.network) as NetworkId[])
}

/** Whether a page of the provider goes on beside ours, so that whoever is told there where to send may pay from there. */
export function staysOpen({ open, returnsUser }: FlowCapabilities): boolean {
  return !returnsUser && open.some((mode) => mode !== 'form' && mode !== 'embed')
}

/** Longer than an attempt stays armed, with time for the word to arrive. */
const armedMs = 65_000

/** What another device armed so long ago was given up or fired, and nobody has heard which. */
function lapsed(attempt: AttemptView, now: number): AttemptView {
  return attempt.phase === 'armed' && now - attempt.startedAt > armedMs
    ? { ...attempt, phase: 'unknown' }
    : attempt
}
