import { isSetAside, type StageName } from '@offrampkit/core/order'
import type { DepositSnapshot } from '../deposit/depositSession.ts'
import type { StepName } from '../messages/messages.ts'
import type { OfframpStatus } from '../order/offrampStatus.ts'
import type { SaleSnapshot } from './saleSession.ts'

/** What is on show: a stage of the order, or what this page does beside it. */
export type ScreenName =
  | StageName
  | 'opening'
  | 'redirecting'
  | 'form'
  | 'link'
  | 'stopped'
  | 'loading'
  | 'unreachable'

/** Stages in which the user still has something to do at the provider. */
const before: ReadonlySet<StageName> = new Set(['idle', 'preparing', 'at_provider', 'awaiting_order'])

/** Stages in which a wallet that was asked in this page may still be thinking. */
const unanswered: ReadonlySet<StageName> = new Set([
  'order_ready',
  'reverted',
  'attested',
  'armed',
  'prompting',
])

/** The screen of a sale. Pure. */
export function screenOf(parts: {
  sale: Pick<SaleSnapshot, 'phase' | 'orderId'>
  status: OfframpStatus | undefined
  failed: boolean
  deposit: DepositSnapshot
}): ScreenName {
  const { sale, status, failed, deposit } = parts
  const { phase } = sale
  const early = !status || before.has(status.stage.name)
  if (early && phase.name !== 'idle' && phase.name !== 'following') return phase.name
  if (phase.name === 'stopped') return 'stopped'
  if (!sale.orderId) return 'idle'
  if (!status) return failed ? 'unreachable' : 'loading'
  const { name } = status.stage
  // Until the chain, the provider or the clock knows better.
  if (deposit.state === 'prompting' && unanswered.has(name)) return 'prompting'
  // What this page has prepared is still under review here.
  if (name === 'armed' && (deposit.state === 'ready' || deposit.state === 'checking'))
    return status.attempts.some(isSetAside) ? 'attested' : 'order_ready'
  // Where the user's own answers make the order, nothing comes by waiting: back from a page, they go on themselves.
  if (name === 'awaiting_order' && isMadeByAnswers(status)) return 'preparing'
  return name
}

function isMadeByAnswers({ order }: OfframpStatus): boolean {
  return order.capabilities.instructionFrom === 'create' && Object.keys(order.facts.rows).length === 0
}

/** Where the deposit is reviewed, and sent by a click. */
export function isReviewed(screen: ScreenName): boolean {
  return screen === 'order_ready' || screen === 'reverted' || screen === 'attested'
}

export type StepState = 'todo' | 'current' | 'done' | 'trouble'

const order: readonly StepName[] = ['confirm', 'review', 'send', 'paid']

const places: Record<ScreenName, readonly [StepName, StepState]> = {
  idle: ['confirm', 'todo'],
  loading: ['confirm', 'todo'],
  unreachable: ['confirm', 'todo'],
  stopped: ['confirm', 'trouble'],
  opening: ['confirm', 'current'],
  redirecting: ['confirm', 'current'],
  form: ['confirm', 'current'],
  link: ['confirm', 'current'],
  preparing: ['confirm', 'current'],
  at_provider: ['confirm', 'current'],
  awaiting_order: ['confirm', 'current'],
  failed_unsent: ['confirm', 'trouble'],
  cancelled_unsent: ['confirm', 'trouble'],
  order_ready: ['review', 'current'],
  armed: ['review', 'current'],
  expired_unsent: ['review', 'trouble'],
  reverted: ['send', 'trouble'],
  attested: ['send', 'trouble'],
  needs_attention: ['review', 'trouble'],
  by_hand: ['send', 'current'],
  declared: ['send', 'current'],
  ended_by_hand: ['send', 'trouble'],
  prompting: ['send', 'current'],
  outcome_unknown: ['send', 'trouble'],
  expired_unknown: ['send', 'trouble'],
  broadcast: ['send', 'current'],
  included: ['send', 'current'],
  final_onchain: ['paid', 'current'],
  provider_received: ['paid', 'current'],
  credited: ['paid', 'trouble'],
  paid: ['paid', 'done'],
}

/** The timeline of a screen: each step with its state. */
export function stepsOf(screen: ScreenName): readonly { name: StepName; state: StepState }[] {
  const [current, state] = places[screen]
  const at = order.indexOf(current)
  return order.map((name, index) => ({
    name,
    state: index < at ? 'done' : index === at ? state : 'todo',
  }))
}
