import type { OrderWithAttempts } from '@offrampkit/core/order'

/** The JSON that orders were read from. */
const texts = new WeakMap<OrderWithAttempts, string>()

/** The order, and its text with it for as long as it lives. Orders are never changed, only replaced. */
export function parseOrder(text: string): OrderWithAttempts {
  const order = JSON.parse(text) as OrderWithAttempts
  texts.set(order, text)
  return order
}

/** As JSON. What was read a moment ago is not written anew: for an answer, that would be as much work as to read it was. */
export function orderText(order: OrderWithAttempts): string {
  return texts.get(order) ?? JSON.stringify(order)
}
