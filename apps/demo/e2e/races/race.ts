import type { MutantName } from '@offrampkit/deposit/testing'
import type { Browser } from '@playwright/test'
import type { Plan } from './plan.ts'
import { openField, type RaceField } from './raceField.ts'
import type { Look, Racer } from './racer.ts'
import type { RaceWallet } from './raceWallet.ts'
import type { RaceWorld } from './raceWorld.ts'

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
  /** How often a page came back from the browser's cache, as far as it lived to tell. */
  restored: number
  /** Whether the race was over with nothing sent, and the pages then finished the sale. */
  finished: boolean
}

export interface RaceOptions {
  /** Races on the page without this safety. */
  mutant?: MutantName
  /** When to give up waiting for one stage, in ms; nothing waits for it. */
  patience?: number
}

/** Stages that say that the money arrived. */
export const arrivedStages = ['included', 'final_onchain', 'provider_received']

/** Runs one race and looks until every page shows the same. */
export async function runRace(
  browser: Browser,
  world: RaceWorld,
  plan: Plan,
  { mutant, patience = 60_000 }: RaceOptions = {},
): Promise<RaceResult> {
  const field = await openField(browser, world, plan, mutant)
  const { order, wallet, racers } = field
  try {
    for (const moves of plan.rounds) await runRound(field, moves)
    await wallet.settle()
    await Promise.all(racers.map((racer) => racer.closeReview()))

    // Without the server's record another device knows nothing of the attempts, and may only not send.
    const judged = plan.hasLedger ? racers : racers.filter(({ device }) => device === 0)
    let views = await converge(judged, wallet, patience)
    const finished = views.every(({ canSend }) => canSend)
    if (finished) views = await finish(field, judged, patience)
    return {
      arrivals: await world.arrivals(order, plan.asset),
      sent: wallet.sent,
      askedPerAttempt: wallet.mostPerAttempt(),
      askedByStranger: field.askedByStranger(),
      stages: views.map(({ stage }) => stage),
      told: views.map(({ told }) => told),
      restored: views.reduce((sum, { restored }) => sum + restored, 0),
      finished,
    }
  } finally {
    await field.close()
  }
}

/** Everybody moves at the same time; who lost the page by it opens it anew, with the network back. */
async function runRound({ racers, contexts }: RaceField, moves: Plan['rounds'][number]): Promise<void> {
  await Promise.all(racers.map((racer, at) => moves[at] && racer.move(moves[at])))
  await Promise.all(racers.map((racer) => racer.clear()))
  await Promise.all(contexts.map((context) => context.setOffline(false)))
  await Promise.all(racers.map((racer) => racer.recover()))
}

/** All pages send at once, with a wallet that says yes. */
async function finish({ racers, wallet }: RaceField, judged: readonly Racer[], patience: number) {
  wallet.agrees = true
  await Promise.all(racers.map((racer) => racer.reviewAndSend()))
  await Promise.all(racers.map((racer) => racer.closeReview()))
  const views = await converge(judged, wallet, patience)
  if (wallet.sent > 0 || !views.every(({ canSend }) => canSend)) return views
  // Of several that begin in one moment all may be refused; then one alone must succeed.
  await judged[0]?.reviewAndSend()
  return converge(judged, wallet, patience)
}

/** Looks until all pages show one stage, and the money where there is some. Answers the last look in any case. */
async function converge(racers: readonly Racer[], wallet: RaceWallet, patience: number): Promise<Look[]> {
  const until = Date.now() + patience
  for (;;) {
    const views = await Promise.all(racers.map((racer) => racer.look()))
    const stages = new Set(views.map(({ stage }) => stage))
    const [stage = ''] = stages
    // Every review is closed by now: an attempt that a crash left is called unknown as soon as its lock is free.
    const settled = stages.size === 1 && stage !== '' && stage !== 'armed'
    if (settled && (wallet.sent === 0 || arrivedStages.includes(stage))) return views
    if (Date.now() >= until) return views
  }
}
