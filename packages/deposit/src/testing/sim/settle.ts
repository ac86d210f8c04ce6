import { drain } from './calls.ts'
import { blockTime, pass } from './events.ts'
import { isPromise } from './maybe.ts'
import { finality, type World } from './world.ts'

/** Lets everything come to rest: faults end, calls arrive, blocks are mined, pages look again. Then judges the end. */
export async function settle(world: World): Promise<void> {
  heal(world)
  await deliverAll(world)
  // Pages look every few seconds: what they can know after a block they know then.
  if (world.uncertainty.open > 0) await look(world, 1)
  await look(world, finality)
  pass(world, 60_000)
  await look(world, finality)
  world.watch()
  for (const page of world.pages) {
    const { stage, id } = page
    const shows = `${id} shows ${stage?.name ?? 'nothing'}`
    if (page.busy) world.oracle.report('stuck', `${shows}, and waits for ever`)
    else if (!stage) world.oracle.report('stuck', shows)
    else if (stage.next === 'none' && !stage.terminal) world.oracle.report('stuck', `${shows}: no way on`)
  }
}

async function look(world: World, blocks: number): Promise<void> {
  for (let left = blocks; left > 0; left -= 1) await mine(world)
  for (const page of world.pages) page.refresh()
  await deliverAll(world)
}

function heal(world: World): void {
  Object.assign(world.rates, { rpc: 0, network: 0, storage: 0, wallet: 0 })
  for (const profile of world.profiles) {
    profile.offline = false
    profile.traits.lag = 0
  }
  for (const answer of world.wallet.late.splice(0)) answer()
  for (const page of world.pages) {
    if (!page.frozen) continue
    world.calls.release(page)
    page.thaw()
  }
}

async function mine(world: World): Promise<void> {
  world.time += blockTime
  world.elsewhere.mine(
    () => false,
    () => false,
  )
  const mined = world.chain.mine(
    () => false,
    () => false,
  )
  if (isPromise(mined)) await mined
}

async function deliverAll(world: World): Promise<void> {
  await drain()
  for (let turn = 0; turn < 600 && world.calls.size > 0; turn += 1) {
    const done = world.calls.deliver()
    if (isPromise(done)) await done
    await drain()
    world.watch()
  }
}
