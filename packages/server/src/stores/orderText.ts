import type { OrderWithAttempts } from '@offrampkit/core/order'

/** The JSON that orders were read from. */
const texts = new WeakMap<OrderWithAttempts, string>()

/** The order, and its text with it for as long as it lives. Orders are never changed, only replaced. */
export function parseOrder(text: string): OrderWithAttempts {
  const order = JSON.parse(text) as OrderWithAttempts
  // A row that somebody wrote by hand may have a line end, and an answer is made by writing on before the last bracket.
  if (text.endsWith('}')) texts.set(order, text)
  return order
}

/** As JSON. What was read a moment ago is not written anew: for an answer, that would be as much work as to read it was. */
export function orderText(order: OrderWithAttempts): string {
  return texts.get(order) ?? JSON.stringify(order)
}
