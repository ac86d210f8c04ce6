import type { Binding } from '../deposit/bind.ts'
import { type AttemptView, isSetAside, provenUnsent } from './attempt.ts'
import { valuesOf } from './heard.ts'
import type { Order } from './order.ts'
import type { OrderStatus } from './status.ts'
import { astrayOf, depositsAt, standingOf } from './transfer.ts'

/** What the user sees. Text, next action and whether sending is possible come from this alone. */
export type StageName =
  | 'idle'
  | 'preparing'
  | 'at_provider'
  | 'awaiting_order'
  | 'order_ready'
  | 'by_hand'
  | 'declared'
  | 'armed'
  | 'prompting'
  | 'outcome_unknown'
  | 'broadcast'
  | 'included'
  | 'final_onchain'
  | 'provider_received'
  | 'paid'
  | 'credited'
  | 'reverted'
  | 'attested'
  | 'failed_unsent'
  | 'cancelled_unsent'
  | 'expired_unsent'
  | 'expired_unknown'
  | 'ended_by_hand'
  | 'needs_attention'

/** What the user can do next. */
export type NextAction =
  | 'start'
  | 'open_provider'
  | 'wait'
  | 'review'
  | 'send_by_hand'
  | 'confirm_in_wallet'
  | 'check_again'
  | 'start_again'
  | 'contact_support'
  | 'none'

/** A stage with everything that an interface needs to decide. */
export interface Stage {
  name: StageName
  next: NextAction
  /** Whether the send control may be enabled. True in `order_ready`, `reverted` and `attested` alone. */
  canSend: boolean
  /** Nothing more is expected. */
  terminal: boolean
  moneyMoved: 'no' | 'maybe' | 'yes'
}

const table: Record<StageName, Omit<Stage, 'name'>> = {
  idle: row('start', 'no'),
  preparing: row('open_provider', 'no'),
  at_provider: row('open_provider', 'no'),
  awaiting_order: row('wait', 'no'),
  order_ready: { ...row('review', 'no'), canSend: true },
  // Whoever sends by hand is seen by nobody here: from the address on, nothing is called unsent.
  by_hand: row('send_by_hand', 'maybe'),
  declared: row('wait', 'maybe'),
  ended_by_hand: row('contact_support', 'maybe'),
  // It may have been fired by a page that died, or on another device, before anybody heard of it.
  armed: row('confirm_in_wallet', 'maybe'),
  prompting: row('confirm_in_wallet', 'maybe'),
  outcome_unknown: row('check_again', 'maybe'),
  broadcast: row('wait', 'maybe'),
  included: row('wait', 'yes'),
  final_onchain: row('wait', 'yes'),
  provider_received: row('wait', 'yes'),
  paid: { ...row('none', 'yes'), terminal: true },
  credited: { ...row('none', 'yes'), terminal: true },
  reverted: { ...row('review', 'no'), canSend: true },
  attested: { ...row('review', 'maybe'), canSend: true },
  failed_unsent: { ...row('start_again', 'no'), terminal: true },
  cancelled_unsent: { ...row('start_again', 'no'), terminal: true },
  expired_unsent: { ...row('start_again', 'no'), terminal: true },
  expired_unknown: row('check_again', 'maybe'),
  needs_attention: row('contact_support', 'maybe'),
}

function row(next: NextAction, moneyMoved: Stage['moneyMoved']): Omit<Stage, 'name'> {
  return { next, moneyMoved, canSend: false, terminal: false }
}

/** What this browser, or the server, sees beside the order. */
export interface StageContext {
  order: Order | null
  status: OrderStatus
  binding: Binding
  attempts: readonly AttemptView[]
  /**
   * What this browser knows of attempts could not be read, or only another one can know. Then nothing is offered and nothing
   * called unsent, unless somebody else knows of attempts.
   */
  blind?: boolean
  /** No wallet of this app can send the deposit: the user does, by hand, where nobody here sees it. */
  byHand?: boolean
  /** The provider's own page shows where to send, too: another wallet may have paid from there. */
  shownElsewhere?: boolean
}

/**
 * The stage of an order: pure, never stored.
 *
 * Evidence of money outranks what the provider says, and what the provider says outranks time. An attempt that is not
 * proven unsent blocks sending for as long as it is not proven, whatever the provider or the clock says; one that was set
 * aside blocks it for every attempt with another nonce.
 *
 * @example stageOf({ order, status: statusOf(order, now), binding: bindDeposit(order, registry, now), attempts })
 */
export function stageOf(context: StageContext): Stage {
  const stage = stageNamed(nameOf(context))
  if (!context.blind || context.attempts.length > 0) return stage
  if (stage.name.endsWith('_unsent')) return stageNamed('expired_unknown')
  return stage.canSend ? stageNamed('outcome_unknown') : stage
}

/**
 * What a stage of this name means.
 *
 * @example stageNamed('expired_unknown').next // 'check_again'
 */
export function stageNamed(name: StageName): Stage {
  return { name, ...table[name] }
}

function nameOf(context: StageContext): StageName {
  const { order, status, binding, attempts, byHand, shownElsewhere } = context
  if (!order) return 'idle'
  const deposits = depositsOf(order, binding)
  if (new Set(deposits.map((d) => d.txHash)).size > 1) return 'needs_attention'
  if (status.kind === 'paid') return 'paid'
  if (status.kind === 'credited') return 'credited'
  if (status.kind === 'conflict') return 'needs_attention'
  if (status.kind === 'processing') return 'provider_received'
  // Coins that went astray never come back by sending again.
  if (astrayOf(order.facts).length > 0) return 'needs_attention'
  const [deposit] = deposits
  if (status.kind === 'received' && !deposit) return 'provider_received'
  if (deposit) {
    if (standingOf(deposit) !== 'final') return 'included'
    return status.kind === 'received' && heardFromProvider(order, status.rowId)
      ? 'provider_received'
      : 'final_onchain'
  }

  const over = status.kind === 'expired' || status.kind === 'failed' || status.kind === 'cancelled'
  const open = attempts.filter((attempt) => !provenUnsent(attempt) && !isSetAside(attempt))
  const setAside = attempts.some(isSetAside)
  if (open.some((attempt) => attempt.phase === 'hash')) return 'broadcast'
  if (open.some((attempt) => attempt.phase === 'unknown')) return over ? 'expired_unknown' : 'outcome_unknown'
  if (open.some((attempt) => attempt.phase === 'prompting')) return over ? 'expired_unknown' : 'prompting'
  if (open.some((attempt) => attempt.phase === 'armed')) return over ? 'expired_unknown' : 'armed'
  if (open.length > 0) return 'outcome_unknown'

  if (over && setAside) return 'expired_unknown'
  const declared = order.facts.steps.declared !== undefined
  // Who was told where to send may have done so from a wallet that nobody here sees, whatever became of the order since.
  const told = declared || ((byHand || shownElsewhere) === true && wasTold(order))
  if (told && over) return 'ended_by_hand'
  if (status.kind === 'failed') return 'failed_unsent'
  if (status.kind === 'expired') return 'expired_unsent'
  if (status.kind === 'cancelled') return 'cancelled_unsent'
  if (binding.state === 'several' || binding.state === 'refused') return 'needs_attention'
  if (declared) return 'declared'
  if (binding.state === 'ready') {
    if (byHand) return 'by_hand'
    if (setAside) return 'attested'
    return attempts.some((a) => a.proof === 'P4') ? 'reverted' : 'order_ready'
  }
  if (binding.rejected.some((r) => r.reasons.length === 1 && r.reasons[0] === 'too_old')) {
    if (told) return 'ended_by_hand'
    return setAside ? 'expired_unknown' : 'expired_unsent'
  }
  if (setAside) return 'outcome_unknown'
  if (order.facts.steps.returned) return 'awaiting_order'
  if (status.kind === 'awaiting_deposit') return order.rules.afterReturn ? 'at_provider' : 'awaiting_order'
  return status.kind === 'opened' ? 'at_provider' : 'preparing'
}

/** Whether any row ever named an address. */
function wasTold(order: Order): boolean {
  return Object.values(order.facts.rows).some((row) => valuesOf(row.fields.to).length > 0)
}

/** Transfers to any address that this order was ever told to pay. */
function depositsOf(order: Order, binding: Binding) {
  const addresses = Object.values(order.facts.rows).flatMap((row) => valuesOf(row.fields.to))
  return depositsAt(order, binding.state === 'ready' ? [...addresses, binding.instruction.to] : addresses)
}

function heardFromProvider(order: Order, rowId: string): boolean {
  const row = order.facts.rows[rowId]
  return row !== undefined && (row.states.received !== undefined || row.fields.txHash !== undefined)
}
