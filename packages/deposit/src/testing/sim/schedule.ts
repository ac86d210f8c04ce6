import { drain } from './calls.ts'
import { SimChain } from './chain.ts'
import { inTurn, isPromise, type Maybe, whenDone } from './maybe.ts'
import type { Violation } from './oracle.ts'
import type { Page } from './page.ts'
import { seeded } from './random.ts'
import type { Mutant } from './surroundings.ts'
import type { TestChain } from './testChain.ts'
import { World } from './world.ts'

export interface ScheduleResult {
  seed: number
  violations: readonly Violation[]
  /** How many transfers reached the deposit address. */
  sent: number
  /** How often the wallet was asked. */
  asked: number
  refusals: ReadonlyMap<string, number>
  /** The stage that each open page showed at the very end. */
  stages: readonly string[]
  steps: number
}

export interface ScheduleOptions {
  steps?: number
  /** The chain that this schedule runs over; one in memory by default. */
  chain?: () => Maybe<TestChain>
  mutant?: Mutant
  /** Which violations end the run; all by default. A mutant is judged by the chain alone. */
  judges?: readonly Violation['kind'][]
  /** Called after each step with what was done, for a replay. */
  onStep?: (step: number, action: string, world: World) => void
}

/**
 * Runs one schedule: a sale of one order, with clicks, reloads, crashes, a second tab, a wallet that answers as it
 * likes, a chain that reorganises, endpoints that fail, and a clock that runs out. The same seed gives the same run.
 */
export async function runSchedule(seed: number, options: ScheduleOptions = {}): Promise<ScheduleResult> {
  // Loading is real time, which a schedule must not depend on.
  await Promise.all([import('../../protocol/search.ts'), import('../../protocol/explain.ts')])
  const random = seeded(seed)
  const chain = options.chain ? await options.chain() : new SimChain(31337)
  const world = new World(random, chain, options.mutant)
  const { judges } = options
  const isOver = () => world.oracle.violations.some(({ kind }) => judges?.includes(kind) ?? true)
  await begin(world)
  const length = options.steps ?? 120
  for (world.step = 1; world.step <= length; world.step += 1) {
    const [name, act] = random.weighted(actionsOf(world))
    // Over a chain that takes real time a step is over when its last answer is there.
    const done = act()
    if (isPromise(done)) await done
    await drain()
    world.oracle.watch()
    options.onStep?.(world.step, name, world)
    if (isOver()) break
  }
  if (!isOver()) await settle(world)
  options.onStep?.(world.step, 'the end', world)
  return {
    seed,
    violations: world.oracle.violations.filter(({ kind }) => judges?.includes(kind) ?? true),
    sent: world.oracle.deposits().length,
    asked: world.wallet.asked,
    refusals: world.refusals,
    stages: world.pages.map((page) => page.stage?.name ?? 'nothing'),
    steps: world.step,
  }
}

/** The order was made in the first browser, which took it into its ledger. */
async function begin(world: World): Promise<void> {
  const [profile] = world.profiles
  if (!profile) return
  const page = world.open(profile)
  if (!world.keepsAttempts) {
    profile.rows.set(world.orderId, JSON.stringify({ orderId: world.orderId, rev: 1, attempts: [] }))
  }
  page.refresh()
  await drain()
}

type Action = readonly [number, readonly [string, () => Maybe<void>]]

function actionsOf(world: World): Action[] {
  const { random, chain, wallet, calls } = world
  const page = world.pages.length > 0 ? random.pick(world.pages) : null
  const actions: Action[] = [
    [calls.size > 0 ? 160 : 0, ['deliver', () => deliver(world)]],
    [wallet.prompts.length > 0 ? 14 : 0, ['wallet', () => wallet.decide()]],
    [chain.mempool.length > 0 ? 3 : 0, ['replace', () => wallet.replace()]],
    [1, ['spend elsewhere', () => wallet.spendElsewhere()]],
    [10, ['mine', () => mine(world)]],
    [2, ['reorg', () => chain.reorg(1 + random.int(2), () => random.chance(0.3))]],
    [chain.mempool.length > 0 ? 1 : 0, ['drop', () => chain.drop(random.pick(chain.mempool))]],
    [chain.limbo.length > 0 ? 1 : 0, ['rebroadcast', () => chain.rebroadcast(random.pick(chain.limbo))]],
    [5, ['time', () => pass(world, random.int(20_000))]],
    [0.4, ['long time', () => pass(world, random.int(900_000))]],
    [3, ['provider', () => provider(world)]],
    [world.pages.length < 3 ? 3 : 0, ['open', () => world.open(random.pick(world.profiles)).refresh()]],
  ]
  if (page) actions.push(...clicksOf(world, page))
  return actions
}

/** A user who goes on wherever the page lets them, and sometimes where it does not. */
function clicksOf(world: World, page: Page): Action[] {
  const { random } = world
  const offered = page.stage?.canSend === true && !page.armed
  return [
    [10, ['refresh', () => page.refresh()]],
    [page.busy ? 0 : offered ? 25 : 1.5, ['review', () => page.review()]],
    [
      page.armed ? 25 : 0,
      [
        'send',
        () => {
          page.send()
          if (random.chance(0.3)) page.send()
        },
      ],
    ],
    [page.armed ? 2 : 0, ['close review', () => page.closeReview()]],
    [
      2,
      [
        'reload',
        () => {
          world.leave(page)
          return whenDone(page.close(), () => world.open(page.profile).refresh())
        },
      ],
    ],
    [
      2,
      [
        'crash',
        () => {
          world.leave(page)
          return whenDone(page.crash(random.chance(0.3)), () => {
            if (random.chance(0.8)) world.open(page.profile).refresh()
          })
        },
      ],
    ],
  ]
}

/** Answers often come in bursts. */
function deliver({ calls, random }: World): Maybe<void> {
  const times = Math.min(1 + random.int(4), calls.size)
  return inTurn(Array.from({ length: times }), () => calls.deliver())
}

function mine({ chain, random }: World): Maybe<void> {
  return chain.mine(
    () => random.chance(0.05),
    () => random.chance(0.2),
  )
}

function pass(world: World, ms: number): void {
  world.time += ms
  // A page in the background may sleep through its timers.
  for (const page of world.pages) if (world.random.chance(0.8)) page.tick()
}

/** The provider sees what the chain holds, and sometimes says odd things. */
function provider(world: World): void {
  const { server, oracle, random, chain } = world
  const [deposit] = chain.mined().filter((tx) => oracle.deposits().some((other) => other.hash === tx.hash))
  if (deposit) {
    const steps = ['received', 'processing', 'paid', 'failed'] as const
    server.say('row-1', {
      state: random.pick(steps.slice(0, random.chance(0.9) ? 3 : 4)),
      fields: { txHash: deposit.hash },
    })
  } else if (world.time > world.deadline + 180_000) server.say('row-1', { state: 'expired', fields: {} })
  else if (random.chance(0.03)) server.say('row-1', { fields: { to: `0x${'d1'.repeat(20)}` } })
  else if (random.chance(0.1))
    server.say('row-0', { state: 'failed', fields: { createdAt: '1780000000000' } })
}

/** Lets everything come to rest: calls arrive, blocks are mined, pages look again. */
async function settle(world: World): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    pass(world, 30_000)
    for (let turn = 0; turn < 400 && world.calls.size > 0; turn += 1) {
      const done = world.calls.deliver()
      if (isPromise(done)) await done
      await drain()
    }
    const mined = world.chain.mine(
      () => false,
      () => false,
    )
    if (isPromise(mined)) await mined
    for (const page of world.pages) page.refresh()
    await drain()
    world.oracle.watch()
  }
}
