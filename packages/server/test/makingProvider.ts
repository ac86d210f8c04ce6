import { OfframpError } from '@offrampkit/core'
import type { Order, OrderEvent } from '@offrampkit/core/order'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { depositAddress, type FakeProvider, fakeProvider } from './fakeProvider.ts'

/** A provider whose every step makes another row, as those do that take no reference. It keeps its own books. */
export interface MakingProvider {
  fake: FakeProvider
  create: ServerProviderFactory
  /** The ids of the rows that it made for an order, however often it was asked. */
  rowsOf: (orderId: string) => string[]
  /** Runs before a row is made, with how many were asked for so far. */
  beforeMaking: (asked: number) => Promise<void>
  /** Runs when a row was made, before that is answered. */
  beforeAnswer: (asked: number) => Promise<void>
  asked: number
}

export function makingProvider(): MakingProvider {
  const fake = fakeProvider()
  const making: MakingProvider = {
    fake,
    rowsOf: (orderId) => (fake.rows.get(orderId) ?? []).map(({ rowId }) => rowId),
    beforeMaking: async () => undefined,
    beforeAnswer: async () => undefined,
    asked: 0,
    create(context) {
      const provider = fake.create(context)
      const events = (order: Order): OrderEvent[] =>
        (fake.rows.get(order.orderId) ?? []).map((row) => ({
          type: 'row',
          at: context.now(),
          source: 'server',
          ...row,
        }))
      return {
        ...provider,
        async createSession(order) {
          if (Object.keys(order.facts.rows).length > 0) return { session: { kind: 'deposit' }, events: [] }
          making.asked += 1
          const mine = making.asked
          await making.beforeMaking(mine)
          const { network, asset, amount } = order.request
          const rows = fake.rows.get(order.orderId) ?? []
          const fields = { network, asset, amount, to: depositAddress }
          fake.rows.set(order.orderId, [...rows, { rowId: `made-${mine}`, state: 'waiting', fields }])
          await making.beforeAnswer(mine)
          return { session: { kind: 'deposit' }, events: events(order) }
        },
        async cancelOrder(order) {
          fake.calls.cancels++
          const known = new Set(Object.keys(order.facts.rows))
          const rows = fake.rows.get(order.orderId) ?? []
          fake.rows.set(
            order.orderId,
            rows.map((row) => (known.has(row.rowId) ? { ...row, state: 'cancelled' } : row)),
          )
          return events(order)
        },
      }
    },
  }
  return making
}

/** The answer did not come: what was done is not known. */
export function unanswered(): OfframpError {
  return new OfframpError({ code: 'provider_unavailable', message: 'No answer.', action: 'Try again.' })
}

/** Something that a test opens; whoever waits at it goes on then. */
export function gate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((done) => {
    open = done
  })
  return { open, opened }
}
