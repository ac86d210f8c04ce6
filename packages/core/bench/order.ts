import { orderViewSchema } from '../src/api/schemas.ts'
import { bindDeposit } from '../src/deposit/bind.ts'
import { parseAmount } from '../src/money/amount.ts'
import { merge } from '../src/order/facts.ts'
import { stageOf } from '../src/order/stage.ts'
import { statusOf } from '../src/order/status.ts'
import { minute, registry, rowEvent, t0 } from '../test/orders.ts'
import { orderView } from '../test/views.ts'

/** What one answer of the backend costs, beside parsing its JSON: all of it happens at every poll. */
export const name = 'an order, once it is heard'

const body = JSON.stringify(orderView)
const now = t0 + 5 * minute
const event = rowEvent('r', 'received', {}, now)
const order = orderView
const binding = bindDeposit(order, registry, now)
const status = statusOf(order, now)

export const cases = {
  'JSON.parse of the answer': () => JSON.parse(body),
  'reading it with the schema': () => orderViewSchema.parse(order),
  'merge of one event': () => merge(order.facts, event),
  statusOf: () => statusOf(order, now),
  'bindDeposit (checksum and digest included)': () => bindDeposit(order, registry, now),
  stageOf: () => stageOf({ order, status, binding, attempts: order.attempts }),
  parseAmount: () => parseAmount('25.123456', 6),
}
