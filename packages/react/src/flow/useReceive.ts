import { type Money, readMoney } from '@offrampkit/core/money'
import { rowField } from '@offrampkit/core/order'
import { useSellQuote } from '../hooks/useSellQuote.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { factsOf, pricedOf } from './saleFacts.ts'

/** Screens on which a price would mislead. */
export const misleading: ReadonlySet<SaleView['screen']> = new Set([
  'credited',
  'failed_unsent',
  'cancelled_unsent',
  'expired_unsent',
  'expired_unknown',
  'ended_by_hand',
  'needs_attention',
])

/** What was paid, else the floor that the order or its form tells, else the order's own figure, else an estimate, else nothing. */
export function useReceive(view: SaleView): {
  text: string | null
  floor: boolean
  stale?: boolean
  /** It is being asked for. */
  pending?: boolean
} {
  const { config, messages, phase, screen, status } = view
  const { payout } = factsOf(view)
  const bound = status?.binding.state === 'ready' ? status.binding.instruction.receiveAtLeast : null
  const asked = phase.name === 'form' ? phase.step.changed?.now : undefined
  const told = bound ?? asked ?? null
  const figure = rowPayout(view)
  const priced = payout === null && told === null && figure === null && !misleading.has(screen)
  const { data, isLoading } = useSellQuote({
    config,
    ...pricedOf(view),
    query: { enabled: priced, staleTime: 30_000 },
  })
  if (payout !== null) return { text: payout, floor: false }
  if (told) return { text: messages.cash(told), floor: true }
  if (figure && !misleading.has(screen)) return { text: messages.cash(figure), floor: false }
  const estimate = priced && data ? messages.panel.estimate(messages.cash(data.receive)) : null
  return { text: estimate, floor: false, stale: priced && (data?.stale ?? false), pending: isLoading }
}

/** What the provider says that the order pays, before it has. */
function rowPayout({ status }: SaleView): Money | null {
  if (status?.binding.state !== 'ready') return null
  const row = status.order.facts.rows[status.binding.instruction.rowId]
  return row
    ? readMoney(rowField(row, 'payout') ?? undefined, rowField(row, 'payoutCurrency') ?? undefined)
    : null
}
