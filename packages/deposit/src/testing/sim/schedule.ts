import type { Breaker } from './breakers.ts'
import { drain, pause } from './calls.ts'
import { SimChain } from './chain.ts'
import { loadChunks } from './chunks.ts'
import { type Action, clicks, thaws } from './clicks.ts'
import { events } from './events.ts'
import type { FaultCounts } from './faults.ts'
import { isPromise, type Maybe } from './maybe.ts'
import { expectedRequest } from './money.ts'
import { openings } from './opening.ts'
import type { Violation } from './oracle.ts'
import type { SimOrder } from './order.ts'
import { seeded } from './random.ts'
import { settle } from './settle.ts'
import type { Mutant } from './surroundings.ts'
import type { TestChain } from './testChain.ts'
import { finality, World } from './world.ts'

export interface ScheduleResult {
  seed: number
  violations: readonly Violation[]
  /** How many transfers reached the deposit address, or still may. */
  sent: number
  /** How often the wallet was asked. */
  asked: number
  /** Whether nothing was sent at all. */
  unsent: boolean
  /** Virtual ms from the moment a page showed an attempt as unknown to the one in which it showed what became of it. */
  resolvedMs: readonly number[]
  /** Attempts that were unknown to the end. */
  unresolved: number
  /** Whether, at the end, nothing stood against sending and a page was tried for it. */
  offered: number
  /** Codes with which pages refused to go on. */
  refusals: ReadonlyMap<string, number>
  /** How often each fault happened. */
  faults: FaultCounts
  /** The stage that each open page showed at the very end. */
  stages: readonly string[]
  steps: number
}

export interface ScheduleOptions {
  steps?: number
  /** The chain that this schedule runs over; one in memory by default. */
  chain?: () => Maybe<TestChain>
  mutant?: Mutant
  /** Assumptions that do not hold in this schedule. */
  breaks?: readonly Breaker[]
  /** Which violations end the run; all by default. A mutant is judged by the chain alone. */
  judges?: readonly Violation['kind'][]
  /** Called after each step with what was done, for a replay. */
  onStep?: (step: number, action: string, world: World) => void
}

/**
 * Runs one schedule: sales of one user, with clicks, reloads, crashes, further tabs and devices, a wallet that answers as
 * it likes, a chain that reorganises, endpoints that fail, and a clock that runs out. The same seed gives the same run.
 */
export async function runSchedule(seed: number, options: ScheduleOptions = {}): Promise<ScheduleResult> {
  await loadChunks()
  const random = seeded(seed)
  const chain = options.chain ? await options.chain() : new SimChain(31337)
  const world = new World(random, chain, { ...options, breaks: options.breaks ?? [] })
  const { judges } = options
  const judged = () => world.oracle.violations.filter(({ kind }) => judges?.includes(kind) ?? true)
  await begin(world)
  const length = options.steps ?? 80
  for (world.step = 1; world.step <= length; world.step += 1) {
    const name = await step(world)
    world.watch()
    options.onStep?.(world.step, name, world)
    if (world.oracle.violations.length > 0 && judged().length > 0) break
  }
  if (judged().length === 0) await settle(world)
  options.onStep?.(world.step, 'the end', world)
  await pause()
  const sent = world.orders.reduce((sum, order) => sum + world.oracle.deposits(order).length, 0)
  return {
    seed,
    violations: judged(),
    sent,
    asked: world.wallet.asked,
    unsent: sent === 0,
    resolvedMs: world.uncertainty.resolvedMs,
    unresolved: world.uncertainty.open,
    offered: world.offered,
    refusals: world.refusals,
    faults: world.faults,
    stages: world.pages.map((page) => page.stage?.name ?? 'nothing'),
    steps: world.step,
  }
}

/** The order was made in the first browser, which took it into its ledger. */
async function begin(world: World): Promise<void> {
  const [profile] = world.profiles
  const [order] = world.orders
  if (!profile || !order) return
  if (world.random.chance(0.2)) await yesterday(world, order)
  const page = world.open(profile, order)
  if (!world.keepsAttempts) profile.write({ orderId: order.orderId, rev: 1, attempts: [] })
  page.refresh()
  await drain()
}

/** A sale of the day before: its transfer is final, and the provider still tells of it under the same reference. */
async function yesterday(world: World, order: SimOrder): Promise<void> {
  const { chain } = world
  world.inject('yesterdays_sale')
  const { from, to, value, data } = expectedRequest(order.expected, chain.chainId)
  if (!from || !to || !value || !data) return
  const { hash } = await chain.send({ from, to, value: BigInt(value), data })
  // Deeper than the slowest endpoint reads after the deepest reorganisation: it is of yesterday, not of this minute.
  const blocks = finality + 1 + world.random.int(4)
  for (let left = blocks; left > 0; left -= 1)
    await chain.mine(
      () => false,
      () => false,
    )
  world.watch()
  order.provider.remembers(hash)
}

/** Does one thing, and what follows from it until everything waits for the next. */
async function step(world: World): Promise<string> {
  const page = world.pages.length > 0 ? world.random.pick(world.pages) : null
  const ofPage = page ? (page.frozen ? thaws : clicks) : []
  const choices: [number, { name: string; act(): Maybe<void> }][] = []
  for (const action of events) add(choices, world, action, undefined)
  for (const action of openings) add(choices, world, action, undefined)
  if (page) for (const action of ofPage) add(choices, world, action, page)
  const { name, act } = world.random.weighted(choices)
  // Over a chain that takes real time a step is over when its last answer is there.
  const done = act()
  if (isPromise(done)) await done
  await drain()
  return name
}

function add<on>(
  choices: [number, { name: string; act(): Maybe<void> }][],
  world: World,
  action: Action<on>,
  on: on,
): void {
  const weight = action.weight(world, on)
  if (weight > 0) choices.push([weight, { name: action.name, act: () => action.act(world, on) }])
}
