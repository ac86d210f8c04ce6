import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { storyFacts } from '../testing/storyFacts.ts'
import { createStoryParts } from '../testing/storyParts.ts'
import { storyOrderId } from '../testing/storyWorld.ts'
import { completeOfframpReturn } from './completeOfframpReturn.ts'
import { openReturnChannel } from './returnChannel.ts'

const before = window.location.href
beforeEach(() => {
  window.history.replaceState(null, '', `?offramp_order=${storyOrderId}&kept=1`)
})
afterEach(() => {
  window.history.replaceState(null, '', before)
  vi.restoreAllMocks()
})
const returned = () => new URLSearchParams(window.location.search).get('offramp_order')

test('an order that another window goes on with closes this one, and touches nothing', async () => {
  const close = vi.spyOn(window, 'close').mockImplementation(() => undefined)
  const asked = vi.fn()
  const { config, storage } = createStoryParts({
    backend: { facts: storyFacts.at_provider, onCall: asked },
    resumed: false,
  })
  const other = openReturnChannel(config, ({ orderId }) => other.post({ type: 'heard', orderId }))
  expect(await completeOfframpReturn(config)).toBe('elsewhere')
  other.close()
  expect(close).toHaveBeenCalledTimes(1)
  expect(asked).not.toHaveBeenCalled()
  expect(storage.entries.size).toBe(0)
  expect(returned()).toBeNull()
  expect(window.location.search).toBe('?kept=1')
})

test('with nobody to hear it, the order is read and noted here', async () => {
  const asked = vi.fn()
  const { config, storage } = createStoryParts({
    backend: { facts: storyFacts.at_provider, onCall: asked },
    resumed: false,
  })
  expect(await completeOfframpReturn(config)).toBe('here')
  expect(asked.mock.calls).toEqual([['getOrder', { orderId: storyOrderId, returned: true }]])
  expect(storage.entries.get('offrampkit.order.coinbase')).toBe(`${storyOrderId}+`)
  expect(await completeOfframpReturn(config)).toBe('none')
})

test('an address never hides an order that is open', async () => {
  const { config, storage } = createStoryParts({ backend: { facts: storyFacts.at_provider }, resumed: false })
  storage.setItem('offrampkit.order.coinbase', 'zzzzzzzzzzzzzzzzzzzzzA')
  await completeOfframpReturn(config)
  expect(storage.entries.get('offrampkit.order.coinbase')).toBe('zzzzzzzzzzzzzzzzzzzzzA')
})

test.each(['', 'short', '../../admin', '%3Cscript%3E', 'a'.repeat(5_000)])(
  'a forged address %j asks nobody',
  async (forged) => {
    window.history.replaceState(null, '', `?offramp_order=${forged}`)
    const asked = vi.fn()
    const { config } = createStoryParts({ backend: { onCall: asked } })
    expect(await completeOfframpReturn(config)).toBe('none')
    expect(asked).not.toHaveBeenCalled()
    expect(returned()).toBeNull()
  },
)
