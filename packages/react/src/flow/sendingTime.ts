import type { DepositInstruction } from '@offrampkit/core/deposit'
import type { SaleView } from '../sale/useSaleView.ts'

type Seen = Pick<SaleView, 'status'>

/** Until when this instruction is sent: the provider's deadline less the margin of its rules. `null`: there is none. */
export function sendUntil({ status }: Seen, { deadlines }: DepositInstruction): number | null {
  return deadlines.order === null ? null : deadlines.order - (status?.order.rules.marginMs ?? 0)
}

/** How long that was in all, as far as the provider tells. */
export function sendPeriod({ status }: Seen): number | null {
  const rules = status?.order.rules
  return rules?.windowMs ? rules.windowMs - rules.marginMs : null
}
