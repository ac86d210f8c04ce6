import { isId, type OrderId, type ProviderId } from '@offrampkit/core/order'
import { keccak256, stringToBytes } from 'viem/utils'

/** Enough to follow one order through a log, and not enough to name it: first 8 hex digits of its hash. */
export function markOf(orderId: OrderId): string {
  return keccak256(stringToBytes(orderId)).slice(2, 10)
}

/** The mark of what may be an order's id. */
export function markOrNothing(text: unknown): string | undefined {
  return isId(text) ? markOf(text) : undefined
}

const blamed = new WeakMap<object, ProviderId>()

/** Notes whose call an error came out of. The error stays as it is. */
export function blame(error: unknown, provider: ProviderId): void {
  if (typeof error === 'object' && error !== null) blamed.set(error, provider)
}

export function blamedFor(error: unknown): ProviderId | undefined {
  return typeof error === 'object' && error !== null ? blamed.get(error) : undefined
}
