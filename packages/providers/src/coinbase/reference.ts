import { OfframpError } from '@offrampkit/core'
import type { Order, RowEvent } from '@offrampkit/core/order'
import { invalid } from './errors.ts'
import { partnerRefPattern } from './hostedUrl.ts'

/** Makes the reference that Coinbase files an order under. */
export type ReferenceOf = (orderId: string) => string

/** Rows that are this much older than their order cannot be its own, whatever the clocks say. */
const olderMs = 5 * 60_000

/**
 * The reference of a new order.
 *
 * Coinbase lists the whole history of a reference, and ended sales keep their deposit address there: with one reference
 * for each user, a new order can be paid to a dead one's address.
 *
 * @param probe - the id of an order that does not exist, to see whether the reference depends on the order at all
 * @param used - the references of earlier orders
 * @throws OfframpError `constant_reference`, or `invalid_request` for one that does not fit
 */
export function newReference(
  referenceOf: ReferenceOf,
  orderId: string,
  probe: string,
  used: readonly string[],
): string {
  if (typeof referenceOf !== 'function') throw constant('It is one fixed value.')
  const reference = referenceOf(orderId)
  if (typeof reference !== 'string' || !partnerRefPattern.test(reference))
    throw invalid(
      'The reference of the order does not fit.',
      'Use at most 49 letters, digits, "-" and "_", different for each order.',
    )
  if (reference === referenceOf(probe)) throw constant('Two orders got the same one.')
  if (used.includes(reference)) throw constant('An earlier order had the same one.')
  return reference
}

/**
 * Refuses answers that show sales from before the order, under a reference that did not exist then: something between this
 * page and Coinbase puts a reference of its own in its place.
 *
 * An order that already has rows of its own is not thrown away for it: its money may be on the way, and the binding
 * rules leave the old rows out.
 *
 * @returns the rows that are not older than the order
 * @throws OfframpError `constant_reference`
 */
export function ownRows(rows: readonly RowEvent[], order: Order): readonly RowEvent[] {
  const fresh = rows.filter((row) => {
    const createdAt = row.fields.createdAt
    return createdAt === undefined || Number(createdAt) >= order.createdAt - olderMs
  })
  if (fresh.length < rows.length && Object.keys(order.facts.rows).length === 0)
    throw constant(
      'Sales from before this order came back under its reference (or the clock of this device is ahead).',
    )
  return fresh
}

function constant(what: string): OfframpError {
  return new OfframpError({
    code: 'constant_reference',
    message: `Coinbase's partnerUserRef is not different for each order. ${what}`,
    why:
      'Coinbase answers with the whole history of a reference, and ended sales keep their deposit address: ' +
      "this order could be paid to another one's address.",
    action:
      'Leave partnerUserRef out, so that each order has its own, and let the backend pass it on unchanged.',
  })
}
