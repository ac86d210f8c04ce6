import type { FlowCapabilities } from '../provider/flow.ts'
import type { AttemptView } from './attempt.ts'
import { provenUnsent } from './attempt.ts'
import type { Stage, StageName } from './stage.ts'
import { isTerminal, type OrderStatus } from './status.ts'

/** Whether coins may be on their way. Whether the wallet may be asked is {@link Stage.canSend} alone. */
export function mayHaveMoneyInFlight(stage: Stage, attempts: readonly AttemptView[]): boolean {
  if (stage.terminal) return false
  return stage.moneyMoved !== 'no' || attempts.some((attempt) => !provenUnsent(attempt))
}

const cadence: Partial<Record<StageName, number>> = {
  at_provider: 3_000,
  awaiting_order: 2_000,
  order_ready: 10_000,
  by_hand: 5_000,
  declared: 5_000,
  armed: 10_000,
  prompting: 3_000,
  outcome_unknown: 3_000,
  attested: 3_000,
  broadcast: 2_000,
  included: 3_000,
  final_onchain: 4_000,
  provider_received: 5_000,
}

/**
 * How long to wait before asking the backend again, in ms; `null`: no need to ask.
 * Backs off to ten times the first pace while nothing changes.
 *
 * @param unchanged - how many answers in a row brought nothing new
 */
export function pollAfterMs(stage: Stage, status: OrderStatus, unchanged: number): number | null {
  if (stage.terminal || (isTerminal(status) && stage.moneyMoved === 'no')) return null
  const first = cadence[stage.name] ?? 5_000
  return Math.min(first * 10, 30_000, Math.round(first * 1.5 ** Math.min(unchanged, 12)))
}

/**
 * Whether a page of the provider goes on beside the app, so that whoever is told there where to send may pay from there, with
 * a wallet that nobody here sees.
 */
export function staysOpen({ open, returnsUser }: Pick<FlowCapabilities, 'open' | 'returnsUser'>): boolean {
  return !returnsUser && open.some((mode) => mode !== 'form' && mode !== 'embed')
}
