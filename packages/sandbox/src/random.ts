import { bytesToHex, type Hex } from 'viem'

/** Where the sandbox takes its ids, tokens and deposit addresses from. */
export interface Random {
  bytes(length: number): Uint8Array
}

/** Unpredictable bytes of the platform. */
export const platformRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
}

/**
 * Repeatable bytes for tests: the same seed gives the same ids and deposit addresses. Not secret.
 *
 * @example
 * createSandbox({ random: seededRandom(7), chains, publicUrl })
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    let x = state
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
    return (x ^ (x >>> 16)) & 0xff
  }
  return { bytes: (length) => Uint8Array.from({ length }, next) }
}

/** `length` random bytes as 0x-prefixed hex. */
export function randomHex(random: Random, length: number): Hex {
  return bytesToHex(random.bytes(length))
}

/** A version 4 UUID. */
export function randomUuid(random: Random): string {
  const b = random.bytes(16)
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80
  const hex = bytesToHex(b).slice(2)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** `length` random bytes as base64url, without padding. */
export function randomToken(random: Random, length: number): string {
  const binary = String.fromCharCode(...random.bytes(length))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
