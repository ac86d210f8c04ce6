import type { WalletPort } from '../ports/wallet.ts'

/** A right to ask the wallet once. */
export interface OneShot {
  readonly state: 'ready' | 'fired' | 'disarmed'
  /** Asks, in the same tick. A second call, or one after `close`, throws and asks nothing. */
  ask(request: { method: string; params: readonly unknown[] }): Promise<unknown>
  /** Gives the right up. False when it was used. */
  close(): boolean
}

/** Makes the right to ask this wallet once. */
export type Guard = (wallet: WalletPort) => OneShot

/**
 * Wraps a wallet so that one attempt makes at most one request, whatever calls it again: a double click, a retrying
 * library, or a page that came back from the browser's cache.
 */
export function oneShot(wallet: WalletPort): OneShot {
  let state: OneShot['state'] = 'ready'
  return {
    get state() {
      return state
    },
    ask(request) {
      if (state !== 'ready') throw new Error('This attempt has asked its wallet already.')
      state = 'fired'
      return wallet.request(request)
    },
    close() {
      if (state === 'fired') return false
      state = 'disarmed'
      return true
    },
  }
}
