import { type Maybe, whenDone } from './maybe.ts'
import type { Page } from './page.ts'
import type { World } from './world.ts'

/** Something that a schedule may do next; a weight of zero is never picked. */
export interface Action<on> {
  name: string
  weight(world: World, on: on): number
  act(world: World, on: on): Maybe<void>
}

const offered = (page: Page) => page.stage?.canSend === true

/** What may happen to one page: a user who goes on wherever it lets them, and sometimes where it does not. */
export const clicks: readonly Action<Page>[] = [
  { name: 'refresh', weight: (_, page) => (page.busy ? 0 : 8), act: (_, page) => page.refresh() },
  {
    name: 'review',
    weight: (_, page) => (page.busy || page.armed?.state === 'ready' ? 0 : offered(page) ? 60 : 0.7),
    act: (_, page) => page.review(),
  },
  {
    name: 'send',
    weight: (_, page) => (page.armed?.state === 'ready' ? 60 : page.armed ? 2 : 0),
    act({ random, inject }, page) {
      page.send()
      if (!random.chance(0.3)) return
      inject('double_click')
      page.send()
    },
  },
  {
    name: 'close review',
    weight: (_, page) => (page.armed ? 2 : 0),
    act: (_, page) => page.closeReview(),
  },
  {
    name: 'call it cancelled',
    weight: (_, page) => (page.attestable && !page.busy ? 12 : 0),
    act({ inject, oracle }, page) {
      inject('attests')
      if (oracle.deposits(page.order).length > 0) inject('attests_wrongly')
      page.attest()
    },
  },
  {
    name: 'reload',
    weight: () => 0.8,
    act(world, page) {
      world.inject('reload')
      return leave(world, page, page.close(), true)
    },
  },
  {
    name: 'crash',
    weight: () => 0.9,
    act(world, page) {
      const loses = world.random.chance(0.3)
      world.inject(loses ? 'crash_loses_notes' : 'crash')
      return leave(world, page, page.crash(loses), world.random.chance(0.8))
    },
  },
  {
    name: 'freeze',
    weight: () => 0.9,
    act(world, page) {
      world.inject('freeze')
      page.freeze()
      world.calls.hold(page)
      // Some browsers let the locks of such a page go.
      if (world.random.chance(0.5) && !world.mutant?.keepsLocks)
        for (const [name, owner] of page.profile.locks) if (owner === page) page.profile.locks.delete(name)
    },
  },
]

function leave(world: World, page: Page, ended: Maybe<void>, opensAgain: boolean): Maybe<void> {
  world.leave(page)
  return whenDone(ended, () => {
    if (opensAgain) world.open(page.profile, page.order).refresh()
  })
}

/** What may happen to a page in the browser's cache. */
export const thaws: readonly Action<Page>[] = [
  {
    name: 'thaw',
    weight: () => 8,
    act(world, page) {
      world.calls.release(page)
      page.thaw()
    },
  },
  {
    name: 'discard',
    weight: () => 1,
    act: (world, page) => leave(world, page, page.crash(false), world.random.chance(0.5)),
  },
]
