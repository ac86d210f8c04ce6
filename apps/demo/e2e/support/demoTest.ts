import { test as base } from '@playwright/test'
import { Chains } from './chain.ts'
import { type Demo, startDemo } from './demo.ts'
import { Seller } from './seller.ts'

interface DemoFixtures {
  /** Arguments for the demo's server. */
  demoArgs: readonly string[]
  /** A demo of this test's own: its chains, its orders, its clock. */
  demo: Demo
  seller: Seller
  chains: Chains
}

/** A test with a whole demo to itself. */
export const test = base.extend<DemoFixtures>({
  demoArgs: [[], { option: true }],
  demo: async ({ demoArgs }, use) => {
    const demo = await startDemo(demoArgs)
    await use(demo)
    await demo.stop()
  },
  seller: async ({ page, demo }, use) => use(new Seller(page, demo)),
  chains: async ({ demo }, use) => use(new Chains(demo.settings)),
})
