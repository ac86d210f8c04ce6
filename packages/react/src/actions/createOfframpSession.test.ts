import { expect, test } from 'vitest'
import { createOfframpConfig } from '../config/createOfframpConfig.ts'
import { createStoryBackend } from '../testing/storyBackend.ts'
import { createStoryStorage } from '../testing/storyPorts.ts'
import { storyOrder, storyRegistry } from '../testing/storyWorld.ts'
import { createOfframpSession } from './createOfframpSession.ts'

const sale = {
  provider: 'coinbase',
  asset: 'USDC',
  chainId: 8453,
  amount: '25',
  cashoutCurrency: 'USD',
  country: 'US',
  subdivision: 'NY',
  sender: storyOrder.sender,
}

test('after a lost answer was made good by a new order, the next sale is another order again', async () => {
  const asked: string[] = []
  const story = createStoryBackend()
  const backend: typeof story = {
    ...story,
    async createOrder(parameters) {
      asked.push(parameters.requestId)
      const order = await story.createOrder(parameters)
      // The first id belongs to an order whose answer was lost long ago.
      return parameters.requestId === asked[0]
        ? { ...order, status: { kind: 'expired', rowId: null } }
        : order
    },
  }
  const config = createOfframpConfig({ backend, registry: storyRegistry, storage: createStoryStorage() })
  await createOfframpSession(config, sale)
  await createOfframpSession(config, sale)
  expect(asked).toHaveLength(3)
  expect(new Set(asked).size).toBe(3)
})
