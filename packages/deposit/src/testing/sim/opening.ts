import type { Action } from './clicks.ts'

/** Tabs, devices and further sales. */
export const openings: readonly Action<void>[] = [
  {
    name: 'open',
    weight: ({ pages }) => (pages.length === 0 ? 12 : pages.length < 3 ? 2 : 0),
    act(world) {
      const profile = world.random.pick(world.profiles)
      const order = world.random.pick(world.orders)
      if (profile !== world.profiles[0]) world.inject('second_profile')
      if (world.pages.some((page) => page.profile === profile && page.order === order))
        world.inject('second_tab')
      world.open(profile, order).refresh()
    },
  },
  {
    name: 'second order',
    weight: ({ orders, sellsTwice, step }) => (sellsTwice && orders.length < 2 && step > 15 ? 2 : 0),
    act(world) {
      world.inject('second_order')
      const profile = world.random.pick(world.profiles)
      const page = world.open(profile, world.addOrder())
      page.claim()
      page.refresh()
    },
  },
]
