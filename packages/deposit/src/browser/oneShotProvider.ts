import type { Eip1193 } from './wallet.ts'

/** EIP-1193, as much of it as wallet libraries use. */
export interface Eip1193Provider extends Eip1193 {
  // biome-ignore lint/suspicious/noExplicitAny: every wallet library types its events in its own way
  on?(event: any, listener: any): unknown
  // biome-ignore lint/suspicious/noExplicitAny: as above
  removeListener?(event: any, listener: any): unknown
}

/** Whatever asks a wallet to sign or send a transaction, under any name that a library falls back to. */
const sends = /^(eth|wallet)_(send|signTransaction)/

/**
 * For apps that send by themselves: a provider that lets one request to send through, ever. Make one for each attempt,
 * and hand it to viem's `custom()` or a wagmi connector instead of the wallet's own. Reads pass.
 *
 * It is needed because viem 2.57.1 asks again as `wallet_sendTransaction` after errors -32000, -32601, -32602 and -32004,
 * and because a host's TanStack `mutations.retry` repeats whatever failed. -32000 is also "already known": sent before.
 *
 * A second request is rejected with -32601 ("method not found"), at which viem gives the first error back. It says
 * nothing about the first request: that one may have been sent. `createDepositor` needs none of this; it has its own.
 *
 * @example
 * ```ts
 * const provider = oneShotProvider(await connector.getProvider())
 * const client = createWalletClient({ account, chain, transport: custom(provider) })
 * await client.sendTransaction({ to, value })
 * ```
 */
export function oneShotProvider(provider: Eip1193Provider): Eip1193Provider {
  let used = false
  return {
    request(args) {
      if (!sends.test(args?.method)) return provider.request(args)
      if (used) return Promise.reject(spent())
      used = true
      return provider.request(args)
    },
    on: (event, listener) => provider.on?.(event, listener),
    removeListener: (event, listener) => provider.removeListener?.(event, listener),
  }
}

function spent(): Error & { code: number } {
  const message =
    'This attempt has asked its wallet already, and may have sent. Look at the chain before you ask again.'
  return Object.assign(new Error(message), { code: -32601 })
}
