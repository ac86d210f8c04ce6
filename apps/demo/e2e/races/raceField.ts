import type { MutantName } from '@offrampkit/deposit/testing'
import type { Browser, BrowserContext } from '@playwright/test'
import type { Plan } from './plan.ts'
import { Racer } from './racer.ts'
import { RaceWallet } from './raceWallet.ts'
import type { RaceWorld } from './raceWorld.ts'
import type { RaceOrder, WalletAsk } from './settings.ts'

/** A race before its start: an order, a wallet, and pages in one or two browsers that both could send. */
export interface RaceField {
  order: RaceOrder
  wallet: RaceWallet
  contexts: readonly BrowserContext[]
  racers: readonly Racer[]
  /** Requests of the second device, in a race where it may not ask. */
  askedByStranger(): number
  close(): Promise<void>
}

/** Opens all pages, that of the browser that claims the order first. */
export async function openField(
  browser: Browser,
  world: RaceWorld,
  plan: Plan,
  mutant?: MutantName,
): Promise<RaceField> {
  const order = await world.order(plan.asset)
  const wallet = new RaceWallet(world.rpc, order, plan)
  const query = new URLSearchParams({ order: order.orderId, user: order.user })
  if (plan.hasLedger) query.set('ledger', '1')
  if (mutant) query.set('mutant', mutant)
  const url = `${world.url}/${mutant ? 'mutated' : 'main'}/?${query}`
  let askedByStranger = 0
  const contexts: BrowserContext[] = []
  const close = async () => {
    await Promise.all(contexts.map((context) => context.close()))
  }
  try {
    for (let device = 0; device <= Math.max(...plan.pages); device += 1) {
      const context = await browser.newContext()
      contexts.push(context)
      await context.exposeBinding('askWallet', (_, ask: WalletAsk) => {
        if (device > 0 && ask.method === 'eth_sendTransaction' && !plan.hasLedger) askedByStranger += 1
        return wallet.ask(ask)
      })
      if (!plan.hasLocks) await context.addInitScript(hideLocks)
    }
    const racers = plan.pages.map((device) => new Racer(contexts[device] as BrowserContext, device, url))
    const [first, ...others] = racers
    await first?.open('&claim=1')
    await Promise.all(others.map((racer) => racer.open()))
    return { order, wallet, contexts, racers, askedByStranger: () => askedByStranger, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** As in an old web view. */
function hideLocks(): void {
  Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined })
}
