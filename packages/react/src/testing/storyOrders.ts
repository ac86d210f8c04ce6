import { OfframpError } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { merge, noFacts, statusOf } from '@offrampkit/core/order'
import type { StoryBackend } from './storyBackend.ts'
import type { StoryFacts } from './storyFacts.ts'
import { storyCapabilities, storyNow, storyOrder } from './storyWorld.ts'

/** An id of an order of the story: two digits, and letters. */
export const listedId = (index: number): string => `${String(index).padStart(2, '0')}${'A'.repeat(20)}`

/** An order as a server tells it. */
export function listedOrder({ events, attempts, order }: StoryFacts, index = 0): OrderView {
  const whole = { ...storyOrder, ...order, facts: events.reduce(merge, noFacts), orderId: listedId(index) }
  return {
    ...whole,
    attempts: [...attempts],
    capabilities: storyCapabilities,
    status: statusOf(whole, storyNow),
    version: 1,
    serverNow: storyNow,
  }
}

/** Gives a story's backend a list of orders, newest first, some to a page. */
export function withOrders(
  backend: StoryBackend,
  facts: readonly StoryFacts[],
  { pageSize = 20, held }: { pageSize?: number; held?: Promise<void> } = {},
): StoryBackend {
  const orders = facts.map(listedOrder)
  const { getOrder } = backend
  return Object.assign(backend, {
    async listOrders({ cursor }: { cursor?: string }) {
      await held
      const from = Number(cursor ?? 0)
      const items = orders.slice(from, from + pageSize)
      return { items, next: from + pageSize < orders.length ? String(from + pageSize) : null }
    },
    async getOrder(parameters: Parameters<StoryBackend['getOrder']>[0]) {
      const found = orders.find(({ orderId }) => orderId === parameters.orderId)
      return found ?? getOrder(parameters)
    },
  })
}

/** A backend whose list cannot be read. */
export function withoutList(backend: StoryBackend): StoryBackend {
  return Object.assign(backend, {
    listOrders: async () => {
      throw new OfframpError({ code: 'forbidden', message: 'Not for you.' })
    },
  })
}
