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
import { attempts, stageCases } from '../../test/stageCases.ts'
import { bindDeposit } from '../deposit/bind.ts'
import { type AttemptView, isSetAside, provenUnsent } from './attempt.ts'
import type { OrderEvent } from './event.ts'
import { mayHaveMoneyInFlight } from './selectors.ts'
import { type Stage, type StageName, stageOf } from './stage.ts'
import { isTerminal, statusOf } from './status.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const now = t0 + 5 * minute
const hash = `0x${'c1'.repeat(32)}`
const row = rowEvent('r', 'waiting')

function stageAt(events: readonly OrderEvent[], attempts: readonly AttemptView[] = [], at = now): Stage {
  const order = orderOf(events)
  return stageOf({ order, status: statusOf(order, at), binding: bindDeposit(order, registry, at), attempts })
}

/** All but those that need an order without a row, or no order. */
const reachable: readonly StageName[] = [
  'armed',
  'attested',
  'awaiting_order',
  'broadcast',
  'by_hand',
  'cancelled_unsent',
  'credited',
  'declared',
  'ended_by_hand',
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
test('every status × binding × attempts × chain is decided, and sending needs a proof for every attempt', () => {
  const names = new Set<StageName>()
  let count = 0
  for (const one of stageCases()) {
    const { status, binding, attempts: list, seen, byHand } = one
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
      'asks no wallet, and calls nothing unsent, where the user sends by hand':
        !byHand || !(stage.canSend || over || (binding.state === 'ready' && stage.moneyMoved === 'no')),
    }
    const broken = Object.entries(holds).filter(([, held]) => !held)
    if (broken.length > 0)
      expect.fail(`${broken} · ${stage.name} ${status.kind} ${binding.state} ${JSON.stringify(list)}`)
  }
  expect(count).toBe(3 * 5 * 11 * 4 * (1 + 44 + 20 * 20))
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

describe('a deposit that the user sends by hand', () => {
  const declared: OrderEvent = { type: 'declared', at: t0, source: 'browser' }
  const at = (events: readonly OrderEvent[], byHand = true, when = now) => {
    const order = orderOf(events)
    const binding = bindDeposit(order, registry, when)
    return stageOf({ order, status: statusOf(order, when), binding, attempts: [], byHand })
  }

  test.each<[StageName, readonly OrderEvent[], number?]>([
    ['by_hand', [row]],
    ['declared', [row, declared]],
    ['ended_by_hand', [row], t0 + 40 * minute],
    // The kit stops before the provider does.
    ['ended_by_hand', [row], t0 + 29 * minute],
    ['ended_by_hand', [row, declared], t0 + 40 * minute],
    ['ended_by_hand', [rowEvent('r', 'failed')]],
    ['ended_by_hand', [rowEvent('r', 'cancelled')]],
    ['failed_unsent', [rowEvent('r', 'failed', { to: undefined })]],
    ['needs_attention', [row, declared, rowEvent('s', 'waiting', { to: secondAddress })]],
    ['provider_received', [rowEvent('r', 'received'), declared]],
    ['credited', [rowEvent('r', 'failed', { txHash: hash })]],
    ['paid', [rowEvent('r', 'paid'), declared]],
  ])('%s', (name, events, when) => {
    const stage = at(events, true, when)
    expect(stage.name).toBe(name)
    expect(stage.canSend).toBe(false)
  })

  test('whoever said that they sent is asked nothing by a wallet any more, wherever they look', () => {
    expect(at([row, declared], false)).toMatchObject({
      name: 'declared',
      moneyMoved: 'maybe',
      canSend: false,
    })
    expect(at([row, declared], false, t0 + 40 * minute).name).toBe('ended_by_hand')
  })
})
