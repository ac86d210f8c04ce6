import { idToHex, isId, type OrderId } from '@offrampkit/core/order'

/** The order's id as Partna takes it: 32 hex characters (`reference`, `rampReference`, `transactionReference`). */
export function referenceOf(orderId: OrderId): string {
  return idToHex(orderId)
}

/**
 * The order that a reference of theirs names, or `null` for one that this kit never gave out.
 *
 * @example orderIdOf('000102030405060708090a0b0c0d0e0f') // 'AAECAwQFBgcICQoLDA0ODw'
 */
export function orderIdOf(reference: string): OrderId | null {
  if (!/^[0-9a-f]{32}$/.test(reference)) return null
  const bytes = reference.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
  const id = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
  return isId(id) && idToHex(id) === reference ? id : null
}
