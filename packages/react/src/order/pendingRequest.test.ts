import { isId } from '@offrampkit/core/order'
import { expect, test } from 'vitest'
import { createOfframpConfig } from '../config/createOfframpConfig.ts'
import { createStoryBackend } from '../testing/storyBackend.ts'
import { createStoryStorage } from '../testing/storyPorts.ts'
import { storyRegistry } from '../testing/storyWorld.ts'
import { pendingRequest, requestAnswered } from './pendingRequest.ts'

function setUp() {
  const storage = createStoryStorage()
  return {
    storage,
    config: createOfframpConfig({ backend: createStoryBackend(), registry: storyRegistry, storage }),
  }
}

test('the same wish has the same id until it was answered, also after a reload', () => {
  const { config, storage } = setUp()
  const id = pendingRequest(config, 'a wish')
  expect(isId(id)).toBe(true)
  const reloaded = createOfframpConfig({ backend: createStoryBackend(), registry: storyRegistry, storage })
  expect(pendingRequest(reloaded, 'a wish')).toBe(id)
  requestAnswered(config, id)
  expect(pendingRequest(config, 'a wish')).not.toBe(id)
})

test('another wish has another id, and what is wished for is not stored', () => {
  const { config, storage } = setUp()
  const id = pendingRequest(config, 'sell 25 from 0xabc')
  expect([...storage.entries.values()].join()).not.toContain('0xabc')
  expect(pendingRequest(config, 'sell 26 from 0xabc')).not.toBe(id)
})
