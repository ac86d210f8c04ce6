import type { WalletPort } from '../ports/wallet.ts'

/** Anything with an EIP-1193 request function. */
export interface Eip1193 {
  // biome-ignore lint/suspicious/noExplicitAny: every wallet library types its methods in its own way
  request(args: any): Promise<unknown>
}

/**
 * The wallet of a wagmi connection (`await connector.getProvider()`), or any other EIP-1193 provider.
 *
 * @param id - the connector's id, and the wallet's rdns where it has one
 * @example const wallet = eip1193Wallet(await connector.getProvider(), connector.id)
 */
export function eip1193Wallet(provider: Eip1193, id: string): WalletPort {
  return { id, request: (args) => provider.request(args) }
}
