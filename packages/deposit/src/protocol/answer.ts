/** What a wallet's answer means for the money. */
export type Answer = { kind: 'hash'; hash: string } | { kind: 'rejected' } | { kind: 'unknown' }

const hashPattern = /(?<![0-9a-z])0x[0-9a-f]{64}(?![0-9a-z])/i

/** A value that the wallet answered with: a transaction hash, or something that proves nothing. */
export function readResult(value: unknown): Answer {
  if (typeof value === 'string') {
    const hash = value.trim().toLowerCase()
    return /^0x[0-9a-f]{64}$/.test(hash) ? { kind: 'hash', hash } : { kind: 'unknown' }
  }
  return hashIn(value)
}

/**
 * An error that the wallet answered with. Only 4001 (EIP-1193) and 5000 (WalletConnect), both "the user rejected", say "not
 * sent"; every other code, and a timeout, may come after the broadcast. A hash inside the error outweighs its code.
 *
 * Sources: https://eips.ethereum.org/EIPS/eip-1193#provider-errors,
 * https://specs.walletconnect.com/2.0/specs/clients/sign/error-codes
 */
export function readError(error: unknown): Answer {
  const inside = hashIn(error)
  if (inside.kind === 'hash') return inside
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined
  return code === 4001 || code === 5000 ? { kind: 'rejected' } : { kind: 'unknown' }
}

/** Looks for a transaction hash in what wallets wrap their errors in. */
function hashIn(value: unknown, depth = 0): Answer {
  if (typeof value === 'string') {
    const hash = hashPattern.exec(value)?.[0].toLowerCase()
    return hash ? { kind: 'hash', hash } : { kind: 'unknown' }
  }
  if (typeof value !== 'object' || value === null || depth > 3) return { kind: 'unknown' }
  for (const key of [
    'transactionHash',
    'txHash',
    'hash',
    'result',
    'message',
    'details',
    'data',
    'error',
    'cause',
  ]) {
    const found = hashIn(read(value, key), depth + 1)
    if (found.kind === 'hash') return found
  }
  return { kind: 'unknown' }
}

/** A wallet's error may have getters that throw. */
function read(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key]
  } catch {
    return undefined
  }
}
