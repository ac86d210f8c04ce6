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

/** The whole API has no such path, so that this tells nothing about anything that it holds. */
export function noRoute(): OfframpError {
  return new OfframpError({
    code: 'not_found',
    message: 'No route of the API has this path.',
    why: 'The handler compares the whole path that arrives with its option `basePath`; a router before it may have cut it.',
    action:
      'Mount the handler where the path is not cut, or set `basePath` to how the path begins when it arrives.',
    details: { reason: 'no_route' },
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
