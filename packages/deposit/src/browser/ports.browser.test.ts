import { afterEach, expect, test } from 'vitest'
import { createDepositor } from '../createDepositor.ts'
import { approve } from '../testing/personas.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'
import { indexedDbLedger } from './ledger.ts'
import { createBrowserPorts } from './ports.ts'

let orders = 0
/** The real browser under a simulated chain; each order has its own row. */
function bench(): SimBench {
  orders += 1
  const b = simBench()
  b.order = { ...b.order, orderId: `order-${orders}-${performance.now()}` }
  return b
}
const tabOf = (b: SimBench) =>
  createDepositor(createBrowserPorts({ registry: b.ports.registry, chains: b.ports.chains, clock: b.clock }))

afterEach(() => localStorage.clear())

test('a sale with the browser’s own storage, locks and notes', async () => {
  const b = bench()
  const [tab, other] = [tabOf(b), tabOf(b)]
  await tab.claim(b.order.orderId)
  const armed = await tab.arm(b.order, b.wallet)
  await expect(other.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'lock_held' })
  b.wallet.persona = approve
  const news = new Promise<void>((resolve) => void other.subscribe(b.order.orderId, resolve))
  expect((await armed.fire()).phase).toBe('hash')
  await news
  b.mine()
  expect((await other.reconcile(b.order)).attempts[0]?.phase).toBe('hash')
  expect(b.arrived()).toHaveLength(1)
})

test('a review that is closed can be opened again at once', async () => {
  const b = bench()
  const tab = tabOf(b)
  await tab.claim(b.order.orderId)
  for (let round = 0; round < 3; round += 1) {
    const armed = await tab.arm(b.order, b.wallet)
    if (round < 2) armed.disarm()
  }
  expect((await tab.attempts(b.order.orderId)).map((attempt) => attempt.proof)).toEqual([
    'P3',
    'P3',
    undefined,
  ])
})

test('leaving the page disarms in time', async () => {
  const b = bench()
  const tab = tabOf(b)
  await tab.claim(b.order.orderId)
  const armed = await tab.arm(b.order, b.wallet)
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  expect(armed.state).toBe('disarmed')
  expect(localStorage.getItem(`offrampkit:disarmed:${armed.attemptId}`)).toBe('1')
  expect(b.wallet.prompts).toHaveLength(0)
})

test('thirty writers, one first', async () => {
  const orderId = `race-${performance.now()}`
  const tabs = Array.from({ length: 30 }, () => indexedDbLedger())
  const first = await Promise.all(
    tabs.map((tab) => tab.compareAndSet(null, { orderId, rev: 1, attempts: [] })),
  )
  expect(first.filter(Boolean)).toHaveLength(1)
})
