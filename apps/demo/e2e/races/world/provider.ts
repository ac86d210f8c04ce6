import { createHash } from 'node:crypto'
import type { Order, RowEvent } from '@offrampkit/core/order'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { formOnly } from '@offrampkit/server/testing'

/** Where the coins of an order go: an address of its own, that nobody has the key of. */
export function depositAddressOf(orderId: string): string {
  return `0x${createHash('sha256').update(orderId).digest('hex').slice(0, 40)}`
}

/** The throwaway provider without its form: the deposit instruction is there as soon as it is asked. */
export const atOnce: ServerProviderFactory = (context) => {
  const provider = formOnly({ depositAddress: depositAddressOf('') })(context)
  const rowOf = ({ orderId, request: { network, asset, amount } }: Order): RowEvent => ({
    type: 'row',
    source: 'poll',
    at: context.now(),
    rowId: `row-${orderId}`,
    state: 'waiting',
    fields: { network, asset, amount, to: depositAddressOf(orderId) },
  })
  return {
    ...provider,
    createSession: async (order) => ({ session: { kind: 'deposit' }, events: [rowOf(order)] }),
    readOrder: async (order) => [rowOf(order)],
  }
}
