import { createId, isId } from '@offrampkit/core/order'
import { keccak256, stringToBytes } from 'viem/utils'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/**
 * The id of a request for an order: stored before the call, and the same one again for the same wish until an answer
 * came, so that a lost answer never makes a second order.
 *
 * @param wish - everything that is asked for, as text
 */
export function pendingRequest(config: OfframpConfig, wish: string): string {
  const key = `${config.key}.request`
  // A wish holds an address, which does not belong into storage: only its digest is kept.
  const digest = keccak256(stringToBytes(wish)).slice(2, 34)
  const [id, kept] = (config.storage.getItem(key) ?? '').split(' ')
  if (isId(id) && kept === digest) return id
  const fresh = createId(config.ports.random ?? random)
  config.storage.setItem(key, `${fresh} ${digest}`)
  return fresh
}

/** The answer came: the next wish is another order. */
export function requestAnswered(config: OfframpConfig, requestId: string): void {
  const key = `${config.key}.request`
  if (config.storage.getItem(key)?.startsWith(requestId)) config.storage.removeItem(key)
}
