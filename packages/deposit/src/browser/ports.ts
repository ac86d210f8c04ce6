import type { AssetRegistry, NetworkId } from '@offrampkit/core'
import type { DepositsBackend } from '@offrampkit/core/api'
import { createId } from '@offrampkit/core/order'
import type { DepositPorts } from '../depositor.ts'
import type { ChainPort } from '../ports/chain.ts'
import type { ClockPort } from '../ports/clock.ts'
import { httpChain } from './chain.ts'
import { createServerClock } from './clock.ts'
import { indexedDbLedger } from './ledger.ts'
import { webLock } from './lock.ts'
import { localMarks } from './marks.ts'
import { channelNews } from './news.ts'
import { windowPage } from './page.ts'
import { localWallets } from './wallets.ts'

export interface BrowserPortsOptions {
  registry: AssetRegistry
  /** One endpoint or port per network. A network without one cannot be sent on. */
  chains: Partial<Record<NetworkId, string | ChainPort>> | ((network: NetworkId) => ChainPort | null)
  /** `backend.deposits`, where the backend has them. */
  deposits?: DepositsBackend | undefined
  /** A {@link createServerClock} that is fed with `serverNow`. */
  clock?: ClockPort
  /** The app's word about wallets, see {@link DepositPorts.keepsNonce}. */
  keepsNonce?: (walletId: string) => boolean
}

/**
 * The ports of an ordinary browser page: IndexedDB, Web Locks, localStorage, BroadcastChannel, `pagehide`.
 *
 * @example
 * ```ts
 * const clock = createServerClock()
 * const ports = createBrowserPorts({ registry, chains: { 'eip155:8453': rpcUrl }, deposits: backend.deposits, clock })
 * const depositor = createDepositor(ports)
 * ```
 */
export function createBrowserPorts(options: BrowserPortsOptions): DepositPorts {
  const { registry, chains, deposits, clock = createServerClock(), keepsNonce } = options
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const made = new Map<NetworkId, ChainPort>()
  const chainOf = (network: NetworkId): ChainPort | null => {
    if (typeof chains === 'function') return chains(network)
    const given = chains[network]
    if (typeof given !== 'string') return given ?? null
    const chain = made.get(network) ?? httpChain(network, given)
    made.set(network, chain)
    return chain
  }
  return {
    registry,
    ledger: indexedDbLedger(),
    lock: webLock(),
    marks: localMarks(),
    chains: chainOf,
    clock,
    random,
    ...(deposits ? { deposits } : {}),
    ...(keepsNonce ? { keepsNonce } : {}),
    tabId: createId(random),
    page: windowPage(),
    news: channelNews(),
    wallets: localWallets(),
  }
}
