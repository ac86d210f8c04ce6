import type { ServerProviderFactory } from '@offrampkit/core/provider'
import type { CoinbaseOptions } from '@offrampkit/providers/coinbase/server'
import type { DemoSettings } from '../src/settings.ts'

/** Where the demo runs: on the sandbox with local chains, or on real ones. */
export interface World {
  settings: DemoSettings
  providers: readonly ServerProviderFactory[]
  /** For the backends that speak to Coinbase themselves; absent where real money moves. */
  coinbase?: CoinbaseAccess
  /** The clock of whoever sets the deadlines. */
  now: () => number
  /** Moves that clock forward; absent where it is the real one. */
  advance?(ms: number): Promise<void>
  /** Called once the demo's own address is known, so that webhooks can reach it. */
  onListening(baseUrl: string): void
  stop(): Promise<void>
}

/** What it takes to speak to Coinbase: the key, and where it lives. */
export type CoinbaseAccess = Required<
  Pick<CoinbaseOptions, 'apiKeyId' | 'apiKeySecret' | 'baseUrl' | 'payUrl' | 'networks'>
>
