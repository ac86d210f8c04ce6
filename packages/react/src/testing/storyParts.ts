import type { DepositPorts } from '@offrampkit/deposit'
import { QueryClient, type QueryClientConfig } from '@tanstack/react-query'
import type { Config } from 'wagmi'
import { createOfframpConfig, type OfframpConfig } from '../config/createOfframpConfig.ts'
import type { MessagesSource } from '../messages/messages.ts'
import { createStoryBackend, type StoryBackend, type StoryBackendOptions } from './storyBackend.ts'
import { createStoryChain, type StoryChain, type StoryChainOptions } from './storyChain.ts'
import { createStoryNetwork, type StoryNetwork } from './storyNetwork.ts'
import { createStoryClock, createStoryPorts, createStoryStorage } from './storyPorts.ts'
import { createStoryWagmi, type StoryWallet } from './storyWallet.ts'
import { storyOrderId, storyRegistry } from './storyWorld.ts'

export interface StoryOptions {
  backend?: StoryBackendOptions
  wallet?: StoryWallet
  /** Base units of the token that the account holds. */
  tokens?: bigint
  chain?: Omit<StoryChainOptions, 'tokens'>
  /** Replaces single ports of the deposit. */
  ports?: Partial<DepositPorts>
  /** Whether this browser knows of the order, and shows it. */
  resumed?: boolean
  messages?: MessagesSource
  queries?: QueryClientConfig['defaultOptions']
}

/** An app's surroundings inside the page. */
export interface StoryParts {
  backend: StoryBackend
  /** Between the page and that backend. */
  network: StoryNetwork
  chain: StoryChain
  storage: ReturnType<typeof createStoryStorage>
  wagmi: Config
  queries: QueryClient
  config: OfframpConfig
}

export function createStoryParts(options: StoryOptions = {}): StoryParts {
  const {
    backend: told = {},
    wallet,
    tokens,
    ports,
    resumed = told.facts != null,
    messages,
    queries,
  } = options
  const chain = createStoryChain({ ...options.chain, ...(tokens === undefined ? {} : { tokens }) })
  const network = createStoryNetwork()
  const backend = createStoryBackend({
    ...told,
    async onCall(name, parameters) {
      await told.onCall?.(name, parameters)
      await network.pass()
    },
  })
  const storage = createStoryStorage(resumed ? { 'offrampkit.order.coinbase': `${storyOrderId}+` } : {})
  return {
    backend,
    network,
    chain,
    storage,
    wagmi: createStoryWagmi(chain, wallet),
    queries: new QueryClient({ defaultOptions: queries ?? {} }),
    config: createOfframpConfig({
      backend,
      registry: storyRegistry,
      storage,
      ports: { ...createStoryPorts(), clock: createStoryClock(), ...ports },
      ...(messages ? { messages } : {}),
    }),
  }
}
