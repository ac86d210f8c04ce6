import { expect, test } from 'vitest'
import { toOfframpStatus } from '../order/offrampStatus.ts'
import { createStoryBackend } from '../testing/storyBackend.ts'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyNow, storyOrderId, storyRegistry } from '../testing/storyWorld.ts'
import { shareStatus, statusInterval } from './statusPace.ts'

async function statusOf(facts: keyof typeof storyFacts, serverNow = storyNow, version = 1) {
  const order = await createStoryBackend({ facts: storyFacts[facts] }).getOrder({ orderId: storyOrderId })
  return toOfframpStatus({ ...order, serverNow, version }, null, storyRegistry, storyNow)
}
const query = (data: Awaited<ReturnType<typeof statusOf>> | undefined) => ({
  state: { data, dataUpdateCount: 1, errorUpdateCount: 0 },
})

test.each(['paid', 'credited', 'failed_unsent', 'cancelled_unsent', 'expired_unsent'] as const)(
  'nobody asks any more at %s',
  async (stage) => {
    expect(statusInterval(query(await statusOf(stage)))).toBe(false)
  },
)

test('asks slower while nothing changes, and at the first pace again when something did', async () => {
  const asked = query(await statusOf('broadcast'))
  const first = statusInterval(asked)
  asked.state.dataUpdateCount += 6
  const later = statusInterval(asked)
  expect(Number(later)).toBeGreaterThan(Number(first))
  asked.state.data = await statusOf('broadcast')
  expect(statusInterval(asked)).toBe(first)
})

test('what was true once is not shown over what was read later', async () => {
  const later = await statusOf('final_onchain', storyNow, 7)
  for (const [stage, version] of [
    ['included', 6],
    ['paid', 1],
  ] as const)
    expect(shareStatus(later, await statusOf(stage, storyNow + 5_000, version))).toBe(later)
  const same = await statusOf('paid', storyNow, 7)
  expect(shareStatus(later, same)).toEqual(same)
})

test('goes on asking when nothing could be read yet', () => {
  expect(statusInterval({ state: { data: undefined, dataUpdateCount: 0, errorUpdateCount: 3 } })).toBe(16_000)
})

test('an answer that differs only in the time of the server is the old object', async () => {
  const before = await statusOf('included')
  expect(shareStatus(before, await statusOf('included', storyNow + 5_000))).toBe(before)
  const after = await statusOf('final_onchain')
  expect(shareStatus(before, after)).toEqual(after)
})
