import type { AssetRegistry } from '@offrampkit/core'
import type { OrderId, SellRequest } from '@offrampkit/core/order'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import type { ServerConfig } from './config.ts'

/** Real providers over an upstream that answers at once. */
export interface LoadedProviders {
  registry: AssetRegistry
  fetch: typeof fetch
  providers: ServerProviderFactory[]
}

interface SignedMessage {
  headers: Record<string, string>
  body: string
}

type Sign = (id: OrderId, step: number) => Promise<SignedMessage>

/** `packages/providers/bench/load/providers.ts`, which this package may not import: it is named, not known. */
interface ProvidersModule {
  wishes: Record<'coinbase' | 'partna', SellRequest>
  serverSide(config: Pick<ServerConfig, 'webhookKey' | 'startedAt' | 'says'>): LoadedProviders
  createWebhooks(
    startedAt: number,
  ): Promise<{ publicKey: string } & Record<'coinbase' | 'partna' | 'coinbaseOther' | 'partnaOther', Sign>>
}

const address = new URL('../../../providers/bench/load/providers.ts', import.meta.url)

export const providersModule = async (): Promise<ProvidersModule> => await import(address.href)
