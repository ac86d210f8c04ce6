import { merge, noFacts, statusOf } from '@offrampkit/core/order'
import type { ChainsPort } from '@offrampkit/deposit'
import { expect, test } from 'vitest'
import { storyFacts, storyRow } from '../testing/storyFacts.ts'
import { storyCapabilities, storyNow, storyOrder, storyRegistry } from '../testing/storyWorld.ts'
import { toOfframpStatus } from './offrampStatus.ts'

const ready = () => {
  const facts = storyFacts.order_ready?.events.reduce(merge, noFacts) ?? noFacts
  const order = { ...storyOrder, facts, attempts: [], capabilities: storyCapabilities, version: 1 }
  const serverNow = storyNow + 252_000
  return { ...order, serverNow, status: statusOf(order, serverNow) }
}
const seeing = { facts: noFacts, attempts: [], unreadable: null, attestable: null, chains: null }

test('with a ledger that is read and empty the deposit may be sent', () => {
  const order = ready()
  const { stage } = toOfframpStatus(order, seeing, storyRegistry, order.serverNow)
  expect(stage).toMatchObject({ name: 'order_ready', canSend: true, moneyMoved: 'no' })
})

test.each(['ledger_unavailable', 'no_ledger_row', 'unknown'])(
  'where the ledger says %s nothing may be sent, and nothing is called unsent',
  (unreadable) => {
    const order = ready()
    const blind = { ...seeing, unreadable }
    const now = toOfframpStatus(order, blind, storyRegistry, order.serverNow)
    expect(now.stage).toMatchObject({ name: 'outcome_unknown', canSend: false, moneyMoved: 'maybe' })
    const later = order.serverNow + 3_600_000
    expect(toOfframpStatus(order, null, storyRegistry, later).stage.name).toBe('expired_unsent')
    expect(toOfframpStatus(order, blind, storyRegistry, later).stage).toMatchObject({
      name: 'expired_unknown',
      terminal: false,
      moneyMoved: 'maybe',
    })
  },
)

const solana = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'
const chains: ChainsPort = (network) => (network === solana ? null : { network, request: async () => null })

test('a row that tells a network which no wallet of the app sends on is sent by hand, whatever was asked for', () => {
  const asked = ready()
  const told = storyRow('waiting', { network: solana, to: '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV' })
  const order = { ...asked, facts: [told].reduce(merge, noFacts) }
  const at = (ms: number) =>
    toOfframpStatus(order, { ...seeing, chains }, storyRegistry, order.serverNow + ms)
  expect(at(0)).toMatchObject({ byHand: true, stage: { name: 'by_hand', canSend: false } })
  // What was shown may have been paid, also when it is not to be paid any more.
  expect(at(3_600_000)).toMatchObject({ byHand: true, stage: { name: 'ended_by_hand', moneyMoved: 'maybe' } })
})

test('an address that a page beside ours shows, too, may have been paid from there: nothing is called unsent', () => {
  const order = { ...ready(), capabilities: { ...storyCapabilities, returnsUser: false } }
  const at = (ms: number, own = order) =>
    toOfframpStatus(own, { ...seeing, chains }, storyRegistry, order.serverNow + ms).stage
  expect(at(0)).toMatchObject({ name: 'order_ready', canSend: true, moneyMoved: 'no' })
  expect(at(3_600_000)).toMatchObject({ name: 'ended_by_hand', moneyMoved: 'maybe' })
  // Nobody was told where to send.
  expect(at(48 * 3_600_000, { ...order, facts: noFacts }).name).toBe('expired_unsent')
  const formOnly = { ...order, capabilities: { ...order.capabilities, open: ['form' as const] } }
  expect(at(3_600_000, formOnly).name).toBe('expired_unsent')
})

test('what another order was told says nothing about this one', () => {
  const asked = ready()
  const old = storyRow('expired', {
    network: solana,
    to: '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV',
    createdAt: String(storyNow - 86_400_000),
  })
  const order = { ...asked, facts: [{ ...old, rowId: 'of-yesterday' }].reduce(merge, asked.facts) }
  const at = (ms: number) =>
    toOfframpStatus(order, { ...seeing, chains }, storyRegistry, order.serverNow + ms)
  expect(at(0)).toMatchObject({ byHand: false, stage: { name: 'order_ready' } })
  expect(at(3_600_000)).toMatchObject({ byHand: false, stage: { name: 'expired_unsent' } })
})
