import { expect, test, vi } from 'vitest'
import { approve, failAfterSending } from '../testing/personas.ts'
import { simBench } from '../testing/simBench.ts'

// A deploy that took the chunk away, or a network that went.
vi.mock('./wider.ts', () => {
  throw new Error('Failed to fetch dynamically imported module')
})

test('what a plain sale needs works without the wider search', async () => {
  const b = simBench({ asset: 'ETH' })
  const tab = b.tab()
  b.wallet.persona = approve
  await (await tab.arm(b.order, b.wallet)).fire()
  b.mine()
  expect(await tab.reconcile(b.order)).toMatchObject({ unreadable: null, attempts: [{ phase: 'hash' }] })
})

test('where the wider search is needed and cannot be loaded, nobody knows', async () => {
  const b = simBench({ asset: 'ETH' })
  const tab = b.tab()
  b.wallet.persona = failAfterSending(-32603)
  await (await tab.arm(b.order, b.wallet)).fire()
  b.mine()
  const { unreadable, attempts } = await tab.reconcile(b.order)
  expect(unreadable).toMatch(/could not be loaded/)
  expect(attempts).toMatchObject([{ phase: 'unknown' }])
  await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
})
