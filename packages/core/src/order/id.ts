import { OfframpError } from '../errors/offrampError.ts'

/** 128 random bits as base64url: 22 characters. Made by the server, never by the browser. */
export type OrderId = string

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const pattern = /^[A-Za-z0-9_-]{21}[AQgw]$/

/** Fills the array with random bytes, as `crypto.getRandomValues` does. */
export type RandomBytes = (length: number) => Uint8Array

/**
 * A new id of 128 random bits: for orders, requests and attempts.
 *
 * @throws OfframpError `invalid_config` when the source of randomness gives another number of bytes
 * @example createId((n) => crypto.getRandomValues(new Uint8Array(n)))
 */
export function createId(random: RandomBytes): OrderId {
  const bytes = random(16)
  if (bytes.length !== 16)
    throw new OfframpError({
      code: 'invalid_config',
      message: 'The source of randomness gave a wrong number of bytes.',
      why: 'An id that can be guessed or repeats could lead to the order of somebody else.',
      action: 'Hand in a function that returns as many random bytes as it is asked for.',
    })
  let text = ''
  for (let at = 0; at < 16; at += 3) {
    const chunk = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    for (let shift = 18; shift >= 0; shift -= 6) text += alphabet[(chunk >> shift) & 63]
  }
  return text.slice(0, 22)
}

/** Whether the text can be an id made by {@link createId}. */
export function isId(text: unknown): text is OrderId {
  return typeof text === 'string' && pattern.test(text)
}

/**
 * The id as 32 hex characters, for providers that ask for hex (Partna's `reference`).
 *
 * @throws OfframpError `invalid_request` for text that is no id
 */
export function idToHex(id: OrderId): string {
  if (!isId(id))
    throw new OfframpError({
      code: 'invalid_request',
      message: 'The order id is not one of ours.',
      why: 'A reference made from it would name no order.',
      action: 'Use the id that the server gave.',
    })
  let bits = 0
  let held = 0
  let hex = ''
  for (const letter of id) {
    bits = ((bits << 6) | alphabet.indexOf(letter)) & 0xfff
    held += 6
    while (held >= 4) {
      held -= 4
      hex += ((bits >> held) & 15).toString(16)
    }
  }
  return hex.slice(0, 32)
}
