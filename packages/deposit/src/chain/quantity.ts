const unreadable = () => new Error('The chain endpoint answered with nonsense.')

/** A JSON-RPC quantity (`0x1a`) as a bigint. Throws on anything else: a malformed answer is never zero. */
export function readQuantity(value: unknown): bigint {
  if (typeof value === 'string' && /^0x[0-9a-f]{1,64}$/i.test(value)) return BigInt(value)
  throw unreadable()
}

/** As {@link readQuantity}, for block numbers, nonces and depths. */
export function readCount(value: unknown): number {
  const count = Number(readQuantity(value))
  if (Number.isSafeInteger(count)) return count
  throw unreadable()
}

/** @example toQuantity(26) // '0x1a' */
export function toQuantity(value: bigint | number): `0x${string}` {
  return `0x${value.toString(16)}`
}

/** An address or a number as one ABI word: 64 hex digits without `0x`. */
export function toWord(value: string | bigint): string {
  const digits = typeof value === 'bigint' ? value.toString(16) : value.toLowerCase().replace(/^0x/, '')
  return digits.padStart(64, '0')
}

/** Text of hex bytes, in lower case. Throws on anything else. */
export function readHex(value: unknown): string {
  if (typeof value === 'string' && /^0x([0-9a-f]{2})*$/i.test(value)) return value.toLowerCase()
  throw unreadable()
}
