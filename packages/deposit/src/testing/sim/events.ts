import type { Action } from './clicks.ts'
import { inTurn, type Maybe, whenDone } from './maybe.ts'
import type { World } from './world.ts'

const day = 86_400_000
/** In ms. */
export const blockTime = 2_000

/** What happens without a click: answers, blocks, time, the provider, browsers that come and go. */
export const events: readonly Action<void>[] = [
  {
    name: 'answers',
    weight: ({ calls }) => (calls.size > 0 ? 150 : 0),
    act({ calls, random }) {
      // Answers often come in bursts.
      const times = Math.min(1 + random.int(6), calls.size)
      return inTurn(Array.from({ length: times }), () => calls.deliver())
    },
  },
  {
    name: 'wallet',
    weight: ({ wallet }) => (wallet.prompts.length > 0 ? 14 : 0),
    act: ({ wallet }) => wallet.decide(),
  },
  {
    name: 'late answer',
    weight: ({ wallet }) => (wallet.late.length > 0 ? 4 : 0),
    act: ({ wallet, random }) => wallet.late.splice(random.int(wallet.late.length), 1)[0]?.(),
  },
  {
    name: 'replace',
    weight: ({ chain }) => (chain.mempool.length > 0 ? 3 : 0),
    act: ({ wallet }) => wallet.replace(),
  },
  { name: 'spend elsewhere', weight: () => 0.5, act: ({ wallet }) => wallet.spendElsewhere() },
  { name: 'mine', weight: () => 9, act: mine },
  {
    name: 'reorg',
    weight: ({ reorgDepth }) => (reorgDepth > 0 ? 1.5 : 0),
    act(world) {
      const depth = 1 + world.random.int(world.reorgDepth)
      world.inject(depth > 2 ? 'deep_reorg' : 'reorg')
      return world.chain.reorg(depth, () => world.random.chance(0.3))
    },
  },
  {
    name: 'drop',
    weight: ({ chain }) => (chain.mempool.length > 0 ? 1 : 0),
    act(world) {
      world.inject('drop')
      return world.chain.drop(world.random.pick(world.chain.mempool))
    },
  },
  {
    name: 'rebroadcast',
    weight: ({ chain }) => (chain.limbo.length > 0 ? 1.5 : 0),
    act(world) {
      world.inject('rebroadcast')
      return world.chain.rebroadcast(world.random.pick(world.chain.limbo))
    },
  },
  {
    name: 'congestion',
    weight: () => 0.25,
    act(world) {
      world.inject('congestion')
      world.congestedUntil = world.chain.head + 4 + world.random.int(30)
    },
  },
  { name: 'time', weight: () => 4, act: (world) => pass(world, world.random.int(20_000)) },
  { name: 'long time', weight: () => 0.5, act: (world) => pass(world, world.random.int(1_800_000)) },
  {
    name: 'provider',
    weight: () => 4,
    act: ({ orders, random }) => random.pick(orders).provider.speak(),
  },
  {
    name: 'offline',
    weight: ({ profiles }) => (profiles.some((profile) => profile.offline) ? 0 : 0.3),
    act(world) {
      world.random.pick(world.profiles).offline = true
      world.inject('offline')
    },
  },
  {
    name: 'online',
    weight: ({ profiles }) => (profiles.some((profile) => profile.offline) ? 10 : 0),
    act({ profiles }) {
      for (const profile of profiles) profile.offline = false
    },
  },
  {
    name: 'clock jumps',
    weight: () => 0.3,
    act(world) {
      const { traits } = world.random.pick(world.profiles)
      // Back while monotonic time stands still as well is more than any clock in a page can notice.
      if (traits.stopsAsleep) return
      world.inject('clock_jumps')
      traits.skew += world.random.pick([-day, day, 600_000, -600_000])
    },
  },
  {
    name: 'storage keeps',
    weight: () => 0.8,
    act: ({ profiles, random }) => random.pick(profiles).keep(),
  },
  { name: 'storage rolls back', weight: canRollBack, act: rollBack },
]

function mine(world: World): Maybe<void> {
  const { chain, elsewhere, random } = world
  world.time += blockTime
  elsewhere.mine(
    () => false,
    () => random.chance(0.2),
  )
  const congested = chain.head < world.congestedUntil
  return chain.mine(
    () => {
      const fails = random.chance(0.05)
      if (fails) world.inject('reverts')
      return fails
    },
    () => {
      const waits = congested || random.chance(0.2)
      if (waits) world.inject('waits')
      return waits
    },
  )
}

/** Time goes by. A page in the background may sleep through its timers, and a computer through everything. */
export function pass(world: World, ms: number): void {
  world.time += ms
  for (const profile of world.profiles) {
    const sleeps = world.random.chance(0.15)
    if (sleeps) world.inject('sleeps')
    for (const page of world.pages) {
      if (page.profile !== profile) continue
      if (sleeps) page.slept += ms
      else if (world.random.chance(0.85)) page.tick()
    }
  }
}

/**
 * That one ledger keeps what it confirmed is what the promise rests on. Where the server keeps the attempts it is that
 * ledger, and a browser may forget; where it does not, a browser that forgets breaks the assumption.
 */
function canRollBack(world: World): number {
  return world.keepsAttempts || world.breaks('ledger') ? 0.8 : 0
}

/** The browser comes back from a crash with an older disk. */
function rollBack(world: World): Maybe<void> {
  const profile = world.random.pick(world.profiles)
  const open = world.pages.filter((page) => page.profile === profile)
  const ended = inTurn(open, (page) => {
    world.leave(page)
    return page.crash(false)
  })
  return whenDone(ended, () => {
    if (profile.rollBack()) world.inject('storage_rolls_back')
    for (const page of open) world.open(profile, page.order).refresh()
  })
}
