import { merge, noFacts, statusOf } from '@offrampkit/core/order'
import { expect, test } from 'vitest'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyCapabilities, storyNow, storyOrder, storyRegistry } from '../testing/storyWorld.ts'
import { toOfframpStatus } from './offrampStatus.ts'

const ready = () => {
  const facts = storyFacts.order_ready?.events.reduce(merge, noFacts) ?? noFacts
  const order = { ...storyOrder, facts, attempts: [], capabilities: storyCapabilities, version: 1 }
  const serverNow = storyNow + 252_000
  return { ...order, serverNow, status: statusOf(order, serverNow) }
}
const seeing = { facts: noFacts, attempts: [], unreadable: null, attestable: null }

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
