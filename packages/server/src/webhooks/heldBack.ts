import {
  type OrderEvent,
  type OrderWithAttempts,
  provenUnsent,
  type RowEvent,
  type RowState,
} from '@offrampkit/core/order'

/**
 * What is believed of a message while nobody can be asked: that the sale is over, where nothing was sent. Nobody is to send to one that
 * its provider gave up. Said in the weakest word for it, which whatever a read tells of coins outweighs.
 */
export function heldBack({ attempts, facts }: OrderWithAttempts, events: readonly OrderEvent[]): RowEvent[] {
  if (facts.steps.declared || !attempts.every(provenUnsent)) return []
  return events.flatMap((event) => {
    const state = event.type === 'row' && event.state ? over[event.state] : undefined
    return event.type === 'row' && state ? [{ ...event, state, fields: {} }] : []
  })
}

const over: Readonly<Partial<Record<RowState, RowState>>> = {
  failed: 'cancelled',
  cancelled: 'cancelled',
  expired: 'expired',
}
