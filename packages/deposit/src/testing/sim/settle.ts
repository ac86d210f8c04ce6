import { drain } from './calls.ts'
import { blockTime, pass } from './events.ts'
import { isPromise } from './maybe.ts'
import type { Page } from './page.ts'
import { mayGoOn } from './wayOn.ts'
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
  for (const page of world.pages) judge(world, page)
  await goOn(world)
}

/** A page says what it knows, and waits for nothing. */
function judge(world: World, { stage, id, busy }: Page): void {
  const shows = `${id} shows ${stage?.name ?? 'nothing'}`
  if (busy) world.oracle.report('stuck', `${shows}, and waits for ever`)
  else if (!stage) world.oracle.report('stuck', shows)
}

/** Where nothing stands against it, sending is offered, and the click that opens the review arms. */
async function goOn(world: World): Promise<void> {
  // The review of another page is closed by the user, or lapses; then a page looks once.
  for (const other of world.pages) other.closeReview()
  await deliverAll(world)
  const page = world.pages.find((one) => mayGoOn(world, one))
  if (!page) return
  page.refresh()
  await deliverAll(world)
  const shows = `${page.id} shows ${page.stage?.name ?? 'nothing'}`
  if (!page.stage?.canSend)
    return world.oracle.report('stuck', `${shows}: nothing was sent, and nothing is offered`)
  world.offered += 1
  page.review()
  await deliverAll(world)
  if (page.armed?.state !== 'ready') world.oracle.report('stuck', `${shows}: what is offered is refused`)
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
