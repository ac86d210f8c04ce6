import { describe, expect, test, vi } from 'vitest'
import {
  attemptOf,
  minute,
  orderOf,
  registry,
  rowEvent,
  rules,
  secondAddress,
  sender,
  t0,
  transferEvent,
} from '../../test/orders.ts'
import { type Binding, bindDeposit } from '../deposit/bind.ts'
import type { AttemptPhase, AttemptView, NonSendProof } from './attempt.ts'
import { isSetAside, provenUnsent } from './attempt.ts'
import type { OrderEvent } from './event.ts'
import type { Order } from './order.ts'
import { mayHaveMoneyInFlight, pollAfterMs } from './selectors.ts'
import { type Stage, type StageName, stageOf } from './stage.ts'
import { isTerminal, type OrderStatus, type OrderStatusKind, statusOf } from './status.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const now = t0 + 5 * minute
const hash = `0x${'c1'.repeat(32)}`
const row = rowEvent('r', 'waiting')

function stageAt(events: readonly OrderEvent[], attempts: readonly AttemptView[] = [], at = now): Stage {
  const order = orderOf(events)
  return stageOf({ order, status: statusOf(order, at), binding: bindDeposit(order, registry, at), attempts })
}

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
const attempts = phases.flatMap((phase) =>
  proofs.map((proof) => attemptOf({ phase, ...(proof === undefined ? {} : { proof }) })),
)
/** The user's word, with and without the pin that makes it worth something. */
const attested = [
  attemptOf({ phase: 'unknown', attested: true }),
  attemptOf({ phase: 'unknown', attested: true, pin: null }),
]
/** All but those that need an order without a row, or no order. */
const reachable: readonly StageName[] = [
  'armed',
  'attested',
  'awaiting_order',
  'broadcast',
  'cancelled_unsent',
  'credited',
  'expired_unknown',
  'expired_unsent',
  'failed_unsent',
  'final_onchain',
  'included',
  'needs_attention',
  'order_ready',
  'outcome_unknown',
  'paid',
  'prompting',
  'provider_received',
  'reverted',
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

interface Case {
  order: Order
  status: OrderStatus
  binding: Binding
  attempts: readonly AttemptView[]
  seen: readonly OrderEvent[]
}

function* allCases(): Generator<Case> {
  const none = [[]]
  const one = [...attempts, ...attested].map((attempt) => [attempt])
  const few = [
    ...attempts.filter(({ proof }) => proof === undefined || proof === 'P1' || proof === 'P4'),
    ...attested,
  ]
  const two = few.flatMap((a) => few.map((b) => [a, b]))
  for (const seen of chains) {
    const order = orderOf([row, { type: 'returned', at: t0, source: 'browser' }, ...seen])
    for (const status of Object.values(statuses))
      for (const binding of bindings)
        for (const list of [...none, ...one, ...two]) yield { order, status, binding, attempts: list, seen }
  }
}

test('every status × binding × attempts × chain is decided, and sending needs a proof for every attempt', () => {
  const names = new Set<StageName>()
  let count = 0
  for (const one of allCases()) {
    const { status, binding, attempts: list, seen } = one
    const stage = stageOf(one)
    names.add(stage.name)
    count += 1
    const unproven = list.some((attempt) => !provenUnsent(attempt))
    const blocked = list.some((attempt) => !provenUnsent(attempt) && !isSetAside(attempt))
    const held = seen.some((event) => event.type === 'transfer' && event.standing !== 'reorged')
    const living = ['created', 'opened', 'awaiting_deposit'].includes(status.kind)
    const over = ['failed_unsent', 'cancelled_unsent', 'expired_unsent'].includes(stage.name)
    const holds = {
      'sends only when nothing was sent': !stage.canSend || (!blocked && !held),
      'never calls what the user said a proof': !(unproven && stage.canSend) || stage.moneyMoved === 'maybe',
      'sends only a bound, living order':
        !stage.canSend || (binding.state === 'ready' && living && !stage.terminal),
      'never says over while coins may be under way (I-11)': !over || (!unproven && !held),
      'knows that money may be in flight': !unproven || stage.terminal || mayHaveMoneyInFlight(stage, list),
      'says paid only when the provider does (I-12)': stage.name !== 'paid' || status.kind === 'paid',
      'ends only with the provider': !stage.terminal || isTerminal(status),
    }
    const broken = Object.entries(holds).filter(([, held]) => !held)
    if (broken.length > 0)
      expect.fail(`${broken} · ${stage.name} ${status.kind} ${binding.state} ${JSON.stringify(list)}`)
  }
  expect(count).toBe(5 * 11 * 4 * (1 + 44 + 20 * 20))
  expect([...names].sort()).toEqual(reachable)
})

test('a proof counts only beside a phase that is over', () => {
  for (const attempt of attempts)
    expect(provenUnsent(attempt)).toBe(
      (attempt.phase === 'rejected' || attempt.phase === 'dead') && attempt.proof !== undefined,
    )
})

test('a row that may be there before the user confirmed is reviewed only after their return', () => {
  const at = (...events: OrderEvent[]) => {
    const order = { ...orderOf(events), rules: { ...rules, afterReturn: true } }
    const binding = bindDeposit(order, registry, now)
    return stageOf({ order, status: statusOf(order, now), binding, attempts: [] }).name
  }
  const opened: OrderEvent = { type: 'opened', at: t0, source: 'server' }
  const returned: OrderEvent = { type: 'returned', at: t0, source: 'browser' }
  expect(at(opened, row)).toBe('at_provider')
  expect(at(opened, returned)).toBe('awaiting_order')
  expect(at(opened, returned, row)).toBe('order_ready')
  expect(at(opened, row, rowEvent('second', 'waiting'))).toBe('needs_attention')
})

describe('every stage is reachable from what was heard', () => {
  const opened: OrderEvent = { type: 'opened', at: t0, source: 'server' }
  const returned: OrderEvent = { type: 'returned', at: t0, source: 'browser' }
  const final = transferEvent({ standing: 'final' })
  const noPlace = rowEvent('r', 'waiting', { to: undefined })

  test.each<[StageName, readonly OrderEvent[], (readonly AttemptView[])?, number?]>([
    ['preparing', []],
    ['at_provider', [opened]],
    ['awaiting_order', [opened, returned]],
    ['awaiting_order', [opened, noPlace]],
    ['order_ready', [opened, row]],
    ['order_ready', [row], [attemptOf({ phase: 'rejected', proof: 'P1' })]],
    ['order_ready', [row, rowEvent('old', 'failed', { createdAt: String(t0 - 60 * minute) })]],
    ['armed', [row], [attemptOf()]],
    ['prompting', [row], [attemptOf({ phase: 'prompting' })]],
    ['outcome_unknown', [row], [attemptOf({ phase: 'unknown' })]],
    ['outcome_unknown', [row], [attemptOf({ phase: 'rejected' })]],
    ['outcome_unknown', [row], [attemptOf({ phase: 'dead' })]],
    ['attested', [row], [attemptOf({ phase: 'unknown', attested: true })]],
    ['outcome_unknown', [row], [attemptOf({ phase: 'unknown', attested: true, pin: null })]],
    ['outcome_unknown', [opened, noPlace], [attemptOf({ phase: 'unknown', attested: true })]],
    [
      'prompting',
      [row],
      [attemptOf({ phase: 'unknown', attested: true }), attemptOf({ phase: 'prompting' })],
    ],
    ['expired_unknown', [row], [attemptOf({ phase: 'unknown', attested: true })], t0 + 40 * minute],
    ['expired_unknown', [row], [attemptOf({ phase: 'unknown', attested: true })], t0 + 30 * minute],
    ['broadcast', [row], [attemptOf({ phase: 'hash', txHash: hash })]],
    [
      'broadcast',
      [row, transferEvent({ standing: 'reorged' })],
      [attemptOf({ phase: 'hash', txHash: hash })],
    ],
    ['included', [row, transferEvent()], [attemptOf({ phase: 'hash', txHash: hash })]],
    ['included', [rowEvent('r', 'failed'), transferEvent()]],
    ['final_onchain', [row, final]],
    ['provider_received', [rowEvent('r', 'received'), final]],
    ['provider_received', [rowEvent('r', 'waiting', { txHash: hash })]],
    ['provider_received', [rowEvent('r', 'processing'), transferEvent()]],
    ['paid', [rowEvent('r', 'paid')]],
    ['credited', [rowEvent('r', 'failed'), final]],
    ['reverted', [row], [attemptOf({ phase: 'dead', proof: 'P4', txHash: hash })]],
    ['failed_unsent', [rowEvent('r', 'failed')]],
    ['cancelled_unsent', [rowEvent('r', 'cancelled')], [attemptOf({ phase: 'dead', proof: 'P3' })]],
    ['expired_unsent', [row], [], t0 + 40 * minute],
    ['expired_unsent', [row], [], t0 + 30 * minute],
    ['expired_unknown', [row], [attemptOf({ phase: 'unknown' })], t0 + 40 * minute],
    ['expired_unknown', [row], [attemptOf()], t0 + 40 * minute],
    ['expired_unknown', [rowEvent('r', 'cancelled')], [attemptOf({ phase: 'prompting' })]],
    ['needs_attention', [row, rowEvent('s', 'waiting', { to: secondAddress })]],
    ['needs_attention', [row, transferEvent(), transferEvent({ txHash: hash })]],
    ['needs_attention', [rowEvent('r', 'waiting', { amountCurrency: 'EUR' })]],
    [
      'needs_attention',
      [row, transferEvent({ network: 'eip155:1', differs: 'network' })],
      [attemptOf({ phase: 'unknown' })],
    ],
    [
      'needs_attention',
      [rowEvent('r', 'failed'), transferEvent({ to: secondAddress, differs: 'recipient' })],
      [attemptOf({ phase: 'hash', txHash: hash })],
    ],
    [
      'needs_attention',
      [row, transferEvent({ units: '24000000', differs: 'amount' })],
      [attemptOf({ phase: 'dead', proof: 'P2' })],
    ],
    [
      'provider_received',
      [rowEvent('r', 'processing'), transferEvent({ units: '24000000', differs: 'amount' })],
    ],
    [
      'credited',
      [rowEvent('r', 'failed'), transferEvent({ units: '1', differs: 'amount', standing: 'final' })],
    ],
    [
      'broadcast',
      [row, transferEvent({ differs: 'network', standing: 'reorged' })],
      [attemptOf({ phase: 'hash' })],
    ],
    ['needs_attention', [row, rowEvent('r', 'waiting', { to: secondAddress })]],
  ])('%s', (name, events, list = [], at = now) => {
    expect(stageAt(events, list, at).name).toBe(name)
  })

  test('whoever cannot read what they know is offered nothing, and told nothing is unsent', () => {
    const blindAt = (events: readonly OrderEvent[], at = now, list: readonly AttemptView[] = []) => {
      const order = orderOf(events)
      const binding = bindDeposit(order, registry, at)
      return stageOf({ order, status: statusOf(order, at), binding, attempts: list, blind: true })
    }
    expect(blindAt([row])).toMatchObject({ name: 'outcome_unknown', canSend: false, moneyMoved: 'maybe' })
    expect(blindAt([row], t0 + 40 * minute).name).toBe('expired_unknown')
    expect(blindAt([rowEvent('r', 'failed')]).name).toBe('expired_unknown')
    expect(blindAt([row, transferEvent()]).name).toBe('included')
    // The server keeps attempts, and knows of this one.
    expect(blindAt([row], now, [attemptOf({ phase: 'rejected', proof: 'P1' })]).name).toBe('order_ready')
  })

  test('idle', () => {
    const stage = stageOf({
      order: null,
      status: { kind: 'created' },
      binding: { state: 'waiting', rejected: [] },
      attempts: [],
    })
    expect(stage).toEqual({ name: 'idle', next: 'start', canSend: false, terminal: false, moneyMoved: 'no' })
  })

  test('a transfer that somebody else made to the address does not count as sent', () => {
    expect(stageAt([row, transferEvent({ from: secondAddress })]).name).toBe('order_ready')
    expect(stageAt([row, transferEvent({ units: '0' })]).name).toBe('order_ready')
    expect(stageAt([row, transferEvent({ from: sender.toUpperCase().replace('0X', '0x') })]).name).toBe(
      'included',
    )
  })
})

describe('selectors', () => {
  test('polling goes on as long as something may still come', () => {
    const wrong: string[] = []
    for (const one of allCases()) {
      const stage = stageOf(one)
      const wait = pollAfterMs(stage, one.status, 0)
      const right = stage.terminal
        ? wait === null
        : wait !== null || !mayHaveMoneyInFlight(stage, one.attempts)
      if (!right || (wait !== null && wait < 1_000)) wrong.push(`${stage.name} ${one.status.kind}`)
    }
    expect(wrong).toEqual([])
  })

  test('polling slows down while nothing changes, and never stops by itself', () => {
    const stage = stageAt([row])
    const waits = [0, 1, 2, 5, 50, 5_000].map(
      (unchanged) => pollAfterMs(stage, { kind: 'opened' }, unchanged) as number,
    )
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits.at(-1)).toBe(30_000)
  })

  test('nothing is in flight before the first attempt and after the end', () => {
    expect(mayHaveMoneyInFlight(stageAt([row]), [])).toBe(false)
    expect(mayHaveMoneyInFlight(stageAt([rowEvent('r', 'paid')]), [attemptOf({ phase: 'hash' })])).toBe(false)
    expect(mayHaveMoneyInFlight(stageAt([row], [attemptOf()]), [attemptOf()])).toBe(true)
  })
})
