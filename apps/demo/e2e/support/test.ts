import { test as base } from '@playwright/test'
import { Chains } from './chain.ts'
import { Dapp } from './dapp.ts'
import { type Demo, startDemo } from './demo.ts'
import { Money } from './money.ts'
import { SandboxControl } from './sandbox.ts'
import { Wallet } from './wallet.ts'

interface Fixtures {
  /** Further arguments for the demo's server; see `server/main.ts`. */
  demoArgs: readonly string[]
  /** A demo of this test's own: its page, server, sandbox and chains, in a process of their own. */
  demo: Demo
  chains: Chains
  /** The sandbox's control, with providers that lose no time. */
  sandbox: SandboxControl
  wallet: Wallet
  money: Money
  dapp: Dapp
}

/** A test with a whole demo to itself. */
export const test = base.extend<Fixtures>({
  demoArgs: [[], { option: true }],
  demo: async ({ demoArgs }, use) => {
    const demo = await startDemo(demoArgs)
    await use(demo)
    await demo.stop()
  },
  chains: async ({ demo }, use) => use(new Chains(demo.settings)),
  sandbox: async ({ demo }, use) => {
    const sandbox = new SandboxControl(demo.settings.sandboxUrl)
    await sandbox.post('/settings', { startedAfterMs: 300, payoutAfterMs: 1000 })
    await sandbox.post('/partna/settings', { processingAfterMs: 500, completedAfterMs: 500 })
    await sandbox.post('/capa/settings', { payoutAfterMs: 1000 })
    await use(sandbox)
  },
  wallet: async ({ context, sandbox }, use) => use(new Wallet(context, sandbox)),
  money: async ({ chains, sandbox, wallet }, use) => use(new Money(chains, sandbox, wallet)),
  dapp: async ({ page, demo, sandbox }, use) => use(new Dapp(page, demo, sandbox)),
})
