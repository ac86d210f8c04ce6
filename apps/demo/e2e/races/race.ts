import type { MutantName } from '@offrampkit/deposit/testing'
import type { Browser, BrowserContext } from '@playwright/test'
import type { Plan } from './plan.ts'
import { Racer } from './racer.ts'
import { RaceWallet } from './raceWallet.ts'
import type { RaceWorld } from './raceWorld.ts'
import type { WalletAsk } from './settings.ts'

/** What a race came to, for its judge. */
export interface RaceResult {
  arrivals: number
  sent: number
  /** The most requests that one attempt made. */
  askedPerAttempt: number
  /** Requests of the second device, in a race where it may not ask. */
  askedByStranger: number
  stages: readonly string[]
  /** Why the pages refused, or could not look, last. */
  told: readonly string[]
  /** Whether the race was over with nothing sent, and the pages then finished the sale. */
  finished: boolean
}

const arrived = ['included', 'final_onchain', 'provider_received']

export interface RaceOptions {
  /** Races on the page without this safety. */
  mutant?: MutantName
  /** When to give up waiting for one stage, in ms; nothing waits for it. */
  patience?: number
}

/** Runs one race and looks until every page shows the same. */
export async function runRace(
  browser: Browser,
  world: RaceWorld,
  plan: Plan,
  { mutant, patience = 20_000 }: RaceOptions = {},
): Promise<RaceResult> {
  const order = await world.order(plan.asset)
  const wallet = new RaceWallet(world.rpc, order, plan)
  const query = new URLSearchParams({ order: order.orderId, user: order.user })
  if (plan.hasLedger) query.set('ledger', '1')
  if (mutant) query.set('mutant', mutant)
  let askedByStranger = 0
  const contexts: BrowserContext[] = []
  for (let device = 0; device <= Math.max(...plan.pages); device += 1) {
    const context = await browser.newContext()
    await context.exposeBinding('askWallet', (_, ask: WalletAsk) => {
      if (device > 0 && ask.method === 'eth_sendTransaction' && !plan.hasLedger) askedByStranger += 1
      return wallet.ask(ask)
    })
    if (!plan.hasLocks)
      await context.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined })
      })
    contexts.push(context)
  }
  const racers = plan.pages.map(
    (device) =>
      new Racer(
        contexts[device] as BrowserContext,
        device,
        `${world.url}/${mutant ? 'mutated' : 'main'}/?${query}`,
      ),
  )
  try {
    // The page that made the order takes it into its ledger, before anybody else is there.
    const [first, ...others] = racers
    await first?.open('&claim=1')
    await Promise.all(others.map((racer) => racer.open()))
    for (const moves of plan.rounds) {
      await Promise.all(racers.map((racer, at) => moves[at] && racer.move(moves[at])))
      await Promise.all(racers.map((racer) => racer.clear()))
      await Promise.all(contexts.map((context) => context.setOffline(false)))
      await Promise.all(racers.map((racer) => racer.recover()))
    }
    await wallet.settle()
    await Promise.all(racers.map((racer) => racer.closeReview()))

    // Without the server's record another device knows nothing of the attempts, and may only not send.
    const judged = plan.hasLedger ? racers : racers.filter(({ device }) => device === 0)
    let views = await converge(judged, wallet, patience)
    const finished = views.every(({ canSend }) => canSend)
    if (finished) {
      wallet.agrees = true
      await Promise.all(racers.map((racer) => racer.reviewAndSend()))
      await Promise.all(racers.map((racer) => racer.closeReview()))
      views = await converge(judged, wallet, patience)
      // Of several that begin in one moment all may be refused; then one alone must succeed.
      if (wallet.sent === 0 && views.every(({ canSend }) => canSend)) {
        await judged[0]?.reviewAndSend()
        views = await converge(judged, wallet, patience)
      }
    }
    const perAttempt = new Map<string | null, number>()
    for (const { attemptId } of wallet.asked) perAttempt.set(attemptId, (perAttempt.get(attemptId) ?? 0) + 1)
    return {
      arrivals: await world.arrivals(order, plan.asset),
      sent: wallet.sent,
      askedPerAttempt: Math.max(0, ...perAttempt.values()),
      askedByStranger,
      stages: views.map(({ stage }) => stage),
      told: views.map(({ told }) => told),
      finished,
    }
  } finally {
    await Promise.all(contexts.map((context) => context.close()))
  }
}

/** Looks until all pages show one stage, and the money where there is some. Answers the last look in any case. */
async function converge(racers: readonly Racer[], wallet: RaceWallet, patience: number) {
  const until = Date.now() + patience
  for (;;) {
    const views = await Promise.all(racers.map((racer) => racer.look()))
    const stages = new Set(views.map(({ stage }) => stage))
    const [stage = ''] = stages
    if (stages.size === 1 && stage !== '' && (wallet.sent === 0 || arrived.includes(stage))) return views
    if (Date.now() >= until) return views
  }
}
