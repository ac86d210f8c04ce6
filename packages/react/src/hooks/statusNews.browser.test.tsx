import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTask, saleBench } from '../testing/saleBench.tsx'
import { storyFacts, storyRow } from '../testing/storyFacts.ts'
import { storyHash, storyOrderId } from '../testing/storyWorld.ts'
import { useOfframpStatus } from './useOfframpStatus.ts'

// Time moves by less than the ten seconds after which a tab would look by itself: what it learns here, it was told.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const soon = { timeout: 6_000 }
const paid = storyRow('paid', { txHash: storyHash, payout: '24.63', payoutCurrency: 'USD' })

/** A tab with caches of its own. */
async function openTab(key = 'offrampkit') {
  const bench = saleBench({ backend: { facts: storyFacts.order_ready }, config: { key } })
  // Nobody pushes.
  delete bench.backend.subscribe
  const hook = renderHook(() => useOfframpStatus({ orderId: storyOrderId }), {
    wrapper: ({ children }) => bench.wrapped(children),
  })
  const stage = () => hook.result.current.data?.stage.name
  await expect.poll(stage, soon).toBe('order_ready')
  return {
    ...hook,
    stage,
    tell: bench.backend.tell,
    reads: () => bench.count('getOrder'),
    look: () => hook.result.current.refetch(),
  }
}
const quiet = async (...tabs: Awaited<ReturnType<typeof openTab>>[]) => {
  for (const tab of tabs) await expect.poll(() => tab.result.current.fetchStatus, soon).toBe('idle')
  for (let turn = 0; turn < 20; turn += 1) await nextTask()
  for (const tab of tabs) await expect.poll(() => tab.result.current.fetchStatus, soon).toBe('idle')
}

test('what one tab reads, the other reads at once', async () => {
  const [one, other] = [await openTab('one'), await openTab('one')]
  await quiet(one, other)
  const before = [one.reads(), other.reads()]
  one.tell(paid)
  other.tell(paid)
  await one.look()
  await expect.poll(other.stage, soon).toBe('paid')
  await quiet(one, other)
  // Each read once: the word does not go to and fro.
  expect([one.reads(), other.reads()]).toEqual(before.map((reads) => reads + 1))
})

test('nothing new is told to nobody', async () => {
  const [one, other] = [await openTab('two'), await openTab('two')]
  await quiet(one, other)
  const before = other.reads()
  await one.look()
  await quiet(one, other)
  expect(other.reads()).toBe(before)
})

test('two tabs that see it differently do not keep each other busy', async () => {
  const [one, other] = [await openTab('three'), await openTab('three')]
  await quiet(one, other)
  const before = other.reads()
  one.tell(paid)
  await one.look()
  await expect.poll(one.stage, soon).toBe('paid')
  await expect.poll(other.reads, soon).toBe(before + 1)
  await quiet(one, other)
  expect([one.stage(), other.stage(), other.reads()]).toEqual(['paid', 'order_ready', before + 1])
})

test('a word about another app, another order, or none, makes nobody read', async () => {
  const tab = await openTab('four')
  await quiet(tab)
  const before = tab.reads()
  const say = (key: string, data: unknown) => {
    const channel = new BroadcastChannel(`${key}.status`)
    channel.postMessage(data)
    channel.close()
  }
  say('five', { orderId: storyOrderId, word: 'paid:9' })
  say('four', { orderId: 'another', word: 'paid:9' })
  for (const data of [null, 'paid', 7, {}]) say('four', data)
  await quiet(tab)
  expect(tab.reads()).toBe(before)
  say('four', { orderId: storyOrderId, word: 'paid:9' })
  await expect.poll(tab.reads, soon).toBe(before + 1)
  expect(tab.stage()).toBe('order_ready')
})
