import { noFacts, type StageName } from '@offrampkit/core/order'
import type { ChainsPort } from '@offrampkit/deposit'
import { describe, expect, test } from 'vitest'
import type { DepositSnapshot } from '../deposit/depositSession.ts'
import { toOfframpStatus } from '../order/offrampStatus.ts'
import { createStoryBackend } from '../testing/storyBackend.ts'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyNow, storyOrderId, storyRegistry } from '../testing/storyWorld.ts'
import { screenOf, stepsOf } from './screen.ts'

const idle: DepositSnapshot = { state: 'idle' }
const following = { phase: { name: 'following' as const }, orderId: storyOrderId }

async function statusAt(stage: Exclude<StageName, 'idle'>) {
  const order = await createStoryBackend({ facts: storyFacts[stage] }).getOrder({ orderId: storyOrderId })
  const chains: ChainsPort = (network) =>
    network.startsWith('eip155:') ? { network, request: async () => null } : null
  const seen = { facts: noFacts, attempts: [], unreadable: null, attestable: null, chains }
  return toOfframpStatus(order, seen, storyRegistry, storyNow)
}

describe('the screen', () => {
  test.each(Object.keys(storyFacts) as (keyof typeof storyFacts)[])('of %s is that stage', async (stage) => {
    const status = await statusAt(stage)
    expect(status.stage.name).toBe(stage)
    expect(screenOf({ sale: following, status, failed: false, deposit: idle })).toBe(stage)
  })

  test('what this page has under review is shown as ready, what another one has is not', async () => {
    const status = await statusAt('armed')
    expect(screenOf({ sale: following, status, failed: false, deposit: { state: 'checking' } })).toBe(
      'order_ready',
    )
    expect(screenOf({ sale: following, status, failed: false, deposit: idle })).toBe('armed')
  })

  test('an order that has got further outranks the form, the link or the failed opening of this page', async () => {
    const status = await statusAt('broadcast')
    const sale = {
      phase: { name: 'link' as const, url: 'https://pay.example', blocked: false },
      orderId: storyOrderId,
    }
    expect(screenOf({ sale, status, failed: false, deposit: idle })).toBe('broadcast')
    expect(screenOf({ sale, status: await statusAt('at_provider'), failed: false, deposit: idle })).toBe(
      'link',
    )
  })

  test('back from a page, an order that the user’s answers make is to be gone on with, and not waited for', async () => {
    const status = await statusAt('awaiting_order')
    const capabilities = { ...status.order.capabilities, instructionFrom: 'create' as const }
    const seenAs = (facts: typeof status.order.facts) =>
      screenOf({
        sale: following,
        status: { ...status, order: { ...status.order, capabilities, facts } },
        failed: false,
        deposit: idle,
      })
    expect(seenAs({ ...status.order.facts, rows: {} })).toBe('preparing')
    const rows = { made: { states: {}, fields: {} } }
    expect(seenAs({ ...status.order.facts, rows })).toBe('awaiting_order')
  })

  test('an order that cannot be read is unreachable, never idle', () => {
    expect(screenOf({ sale: following, status: undefined, failed: true, deposit: idle })).toBe('unreachable')
    expect(screenOf({ sale: following, status: undefined, failed: false, deposit: idle })).toBe('loading')
  })
})

test('the timeline has one place, and everything before it is done', async () => {
  expect(stepsOf('prompting')).toEqual([
    { name: 'confirm', state: 'done' },
    { name: 'review', state: 'done' },
    { name: 'send', state: 'current' },
    { name: 'paid', state: 'todo' },
  ])
  expect(stepsOf('paid').every(({ state }) => state === 'done')).toBe(true)
})
