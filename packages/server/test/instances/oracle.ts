import {
  type AttemptView,
  merge,
  noFacts,
  type OrderEvent,
  provenUnsent,
  statusOf,
} from '@offrampkit/core/order'
import { sameFacts } from '../../src/orders/newness.ts'
import type { BankNews, BankRow } from './bank.ts'
import type { Books } from './books.ts'
import type { Heard } from './users.ts'

/** All that is known when everything is quiet again. */
export interface Evidence {
  heard: Heard
  books: Books
  bank: { rows: readonly BankRow[]; news: readonly BankNews[] }
  now: number
}

/** Everything that was promised and is not so, in words. */
export function findFaults({ heard, books, bank, now }: Evidence): string[] {
  const faults: string[] = []
  const claim = (holds: boolean, otherwise: string) => {
    if (!holds) faults.push(otherwise)
  }
  const orders = new Map(books.orders.map((stored) => [stored.order.orderId, stored]))

  // One order for each request.
  const ofRequest = new Map<string, string>()
  for (const { userId, requestId, orderId } of heard.created) {
    const known = ofRequest.get(requestId) ?? orderId
    ofRequest.set(requestId, orderId)
    claim(known === orderId, `request ${requestId} was answered with two orders`)
    claim(orders.get(orderId)?.ownerId === userId, `order ${orderId} was answered and is not there`)
  }
  claim(
    books.orders.length === ofRequest.size,
    `${books.orders.length} orders for ${ofRequest.size} requests`,
  )

  // One row of the provider for each order, known to it.
  const rowsOf = (orderId: string) => bank.rows.filter(({ reference }) => reference === orderId)
  for (const orderId of orders.keys())
    claim(rowsOf(orderId).length <= 1, `order ${orderId} has ${rowsOf(orderId).length} rows at the provider`)
  for (const orderId of heard.deposits) {
    const [row] = rowsOf(orderId)
    const known = row !== undefined && row.rowId in (orders.get(orderId)?.order.facts.rows ?? {})
    claim(known, `order ${orderId} was told its deposit, and its row is not known`)
  }

  // No event lost, none twice: what is acknowledged is kept, worked on, and part of what the order knows.
  const marksOf = (event: OrderEvent) => (event.type === 'row' ? event.fields.method : undefined)
  for (const { mark, reference, rowId, body, acknowledged } of bank.news) {
    claim(acknowledged, `${mark} was never acknowledged`)
    const kept = books.inbox.filter((entry) => entry.body === body)
    claim(kept.length === 1, `${mark} was acknowledged and is ${kept.length} times in the inbox`)
    claim(
      kept.every(({ outcome }) => outcome === 'applied'),
      `${mark} is ${kept[0]?.outcome}`,
    )
    const facts = orders.get(reference)?.order.facts.rows[rowId]?.fields.method ?? {}
    claim(mark in facts, `${mark} is no part of order ${reference}`)
    const events = books.events.get(reference) ?? []
    const times = events.filter(({ event }) => event.type !== 'attempt' && marksOf(event) === mark).length
    claim(times === 1, `${mark} is ${times} times among the events of order ${reference}`)
  }

  // No order moved by two writers: versions go up by one, and the events make the order that is stored.
  for (const { order, version } of books.orders) {
    const { orderId } = order
    const steps = books.changes.filter((change) => change.orderId === orderId)
    const inTurn = steps.every(({ from, to }, at) => from === at + 1 && to === at + 2)
    claim(inTurn && version === steps.length + 1, `the versions of order ${orderId} have gaps or forks`)
    const events = books.events.get(orderId) ?? []
    claim(
      events.every(({ seq }, at) => seq === at + 1),
      `the events of order ${orderId} have gaps`,
    )
    const attempts = new Map<string, AttemptView>()
    let facts = noFacts
    for (const { event } of events)
      if (event.type === 'attempt') attempts.set(event.attempt.attemptId, event.attempt)
      else facts = merge(facts, event)
    claim(sameFacts(facts, order.facts), `order ${orderId} is not what its events say`)
    const same = JSON.stringify([...attempts.values()]) === JSON.stringify(order.attempts)
    claim(same, `the attempts of order ${orderId} are not what its events say`)
  }

  // No double reservation.
  for (const { order } of books.orders) {
    const { orderId, attempts } = order
    const told = heard.reserved.filter((one) => one.orderId === orderId)
    const live = told.filter(({ givenUp }) => !givenUp)
    claim(live.length <= 1, `${live.length} attempts of order ${orderId} may send at once`)
    for (const { attemptId } of told)
      claim(
        attempts.some((one) => one.attemptId === attemptId),
        `a reservation of order ${orderId} was forgotten`,
      )
    claim(
      attempts.filter((one) => !provenUnsent(one)).length <= 1,
      `order ${orderId} has several live attempts`,
    )
  }

  // Everybody stands where the provider says, and whoever listened knows it.
  for (const { order, version } of books.orders) {
    const { orderId } = order
    const { kind } = statusOf(order, now)
    const [row] = rowsOf(orderId)
    const expected = heard.cancelled.includes(orderId) ? 'cancelled' : row?.state
    if (expected === 'paid' || expected === 'cancelled')
      claim(kind === expected, `order ${orderId} is ${kind}, and should be ${expected}`)
    if (heard.cancelled.includes(orderId) && row)
      claim(row.state === 'cancelled', `order ${orderId} was given up, and the provider waits for it`)
    const newest = heard.versions.get(orderId)
    claim(newest === version, `who listens to order ${orderId} heard of version ${newest}, not of ${version}`)
  }
  return faults
}
