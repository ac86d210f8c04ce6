import { type Binding, bindDeposit } from '../src/deposit/bind.ts'
import type { AttemptPhase, AttemptView, NonSendProof } from '../src/order/attempt.ts'
import type { OrderEvent } from '../src/order/event.ts'
import type { Order } from '../src/order/order.ts'
import type { OrderStatus, OrderStatusKind } from '../src/order/status.ts'
import { attemptOf, minute, orderOf, registry, rowEvent, t0, transferEvent } from './orders.ts'

const now = t0 + 5 * minute
const hash = `0x${'c1'.repeat(32)}`
const row = rowEvent('r', 'waiting')

const statuses: Record<OrderStatusKind, OrderStatus> = {
  created: { kind: 'created' },
  opened: { kind: 'opened' },
  awaiting_deposit: { kind: 'awaiting_deposit', rowId: 'r', deadline: null },
  received: { kind: 'received', rowId: 'r', txHash: null },
  processing: { kind: 'processing', rowId: 'r', txHash: null },
  paid: { kind: 'paid', rowId: 'r', txHash: null, payout: null },
  credited: { kind: 'credited', rowId: 'r', txHash: null },
  failed: { kind: 'failed', rowId: 'r', reason: null },
  expired: { kind: 'expired', rowId: null },
  cancelled: { kind: 'cancelled' },
  conflict: { kind: 'conflict', reason: 'several_rows', rowIds: ['r', 's'] },
}
const phases: readonly AttemptPhase[] = ['armed', 'prompting', 'hash', 'unknown', 'rejected', 'dead']
const proofs: readonly (NonSendProof | undefined)[] = [undefined, 'P1', 'P2', 'P3', 'P4', 'P5', 'P6']
export const attempts = phases.flatMap((phase) =>
  proofs.map((proof) => attemptOf({ phase, ...(proof === undefined ? {} : { proof }) })),
)
/** The user's word, with and without the pin that makes it worth something. */
const attested = [
  attemptOf({ phase: 'unknown', attested: true }),
  attemptOf({ phase: 'unknown', attested: true, pin: null }),
]
const ready = bindDeposit(orderOf([row]), registry, now)
const bindings: readonly Binding[] = [
  ready,
  { state: 'waiting', rejected: [] },
  { state: 'several', rowIds: ['r', 's'], rejected: [] },
  { state: 'refused', rejected: [] },
]
const chains: readonly (readonly OrderEvent[])[] = [
  [],
  [transferEvent()],
  [transferEvent({ standing: 'final' })],
  [transferEvent({ standing: 'reorged' })],
  [transferEvent(), transferEvent({ txHash: hash })],
]

/** One combination of everything that a stage is made from. */
export interface StageCase {
  order: Order
  status: OrderStatus
  binding: Binding
  attempts: readonly AttemptView[]
  seen: readonly OrderEvent[]
  byHand: boolean
  declared: boolean
}

const hands = [
  { byHand: false, declared: false },
  { byHand: true, declared: false },
  { byHand: true, declared: true },
]

/** Every combination of status, binding, attempts, chain, and whether the user sends by hand. */
export function* stageCases(): Generator<StageCase> {
  const none = [[]]
  const one = [...attempts, ...attested].map((attempt) => [attempt])
  const few = [
    ...attempts.filter(({ proof }) => proof === undefined || proof === 'P1' || proof === 'P4'),
    ...attested,
  ]
  const two = few.flatMap((a) => few.map((b) => [a, b]))
  for (const hand of hands)
    for (const seen of chains) {
      const steps = hand.declared ? [{ type: 'declared', at: t0, source: 'browser' } as const] : []
      const order = orderOf([row, { type: 'returned', at: t0, source: 'browser' }, ...steps, ...seen])
      for (const status of Object.values(statuses))
        for (const binding of bindings)
          for (const list of [...none, ...one, ...two])
            yield { order, status, binding, attempts: list, seen, ...hand }
    }
}
