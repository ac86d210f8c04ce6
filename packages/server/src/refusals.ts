import { OfframpError } from '@offrampkit/core'

/** "Not yours" and "absent" are this very answer, so that nobody learns which orders exist. */
export function notFound(): OfframpError {
  return new OfframpError({
    code: 'not_found',
    message: 'There is no such thing here.',
    why: 'It does not exist, or it belongs to somebody else.',
    action: 'Check that you are signed in with the account that made the order.',
  })
}

/** `field` names what was wrong; the value itself is never repeated. */
export function invalidRequest(field: string, reason: string): OfframpError {
  return new OfframpError({
    code: 'invalid_request',
    message: `The request was not understood: ${reason}.`,
    why: 'Guessing what was meant could sell the wrong thing.',
    action: 'Nothing was done. Correct the request and send it again.',
    details: { field },
  })
}

export function storeFailed(cause: unknown): OfframpError {
  return new OfframpError({
    code: 'store_failed',
    message: 'The order book could not be read or written just now.',
    why: 'An order that is not written down is not safe to act on, so nothing was done.',
    action: 'Try again in a moment.',
    cause,
  })
}
