import type { WalletPort } from '../../ports/wallet.ts'
import type { TestWallet } from '../testWallet.ts'

/** What stands between an app and a wallet: a wagmi connector, an EIP-6963 announcement, a relay. */
export interface ConnectorUnderTest {
  name: string
  /**
   * Connects to this wallet as an app would, and gives what the app would hand to `arm`. Called afresh for each case.
   * The wallet is an EIP-1193 provider; `chainId` and `accounts` tell where it is.
   */
  connect(wallet: TestWallet): Promise<ConnectedWallet>
  /**
   * Parameters that this connector is known to leave out of a request. A dropped `nonce` costs the strong guarantee,
   * nothing else; a changed one is never allowed.
   */
  drops?: readonly ('nonce' | 'chainId')[]
}

export interface ConnectedWallet {
  wallet: WalletPort
  close?(): Promise<void> | void
}

/** A demand of the suite that was not met; the message says which, of whom, and what was seen. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError'
}

/** @throws ConformanceError with this message */
export function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ConformanceError(message)
}

/**
 * The promise's value, or a failed demand when it does not come. Real time, because a connector may use real sockets;
 * it only ever ends what has failed already.
 */
export async function inTime<value>(work: Promise<value>, ms: number, what: string): Promise<value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConformanceError(`${what} did not happen within ${ms} ms.`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
