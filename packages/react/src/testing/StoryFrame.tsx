import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { WagmiProvider } from 'wagmi'
import { createOfframpConfig } from '../config/createOfframpConfig.ts'
import { OfframpProvider } from '../config/OfframpProvider.tsx'
import type { MessagesSource } from '../messages/messages.ts'
import { createStoryBackend, type StoryBackendOptions } from './storyBackend.ts'
import { createStoryChain } from './storyChain.ts'
import { createStoryClock, createStoryPorts, createStoryStorage } from './storyPorts.ts'
import { createStoryWagmi, type StoryWallet } from './storyWallet.ts'
import { storyOrderId, storyRegistry } from './storyWorld.ts'
import '../styles/styles.css'

export interface StoryFrameProps {
  backend?: StoryBackendOptions
  wallet?: StoryWallet
  tokens?: bigint
  /** Whether this browser knows of the order, and shows it. */
  resumed?: boolean
  messages?: MessagesSource
  children: ReactNode
}

/** An app in miniature around a story: wallet, chain, backend and config, all inside the page. */
export function StoryFrame(props: StoryFrameProps): ReactNode {
  const { backend = {}, wallet, tokens, resumed = backend.facts != null, messages, children } = props
  const [parts] = useState(() => {
    const chain = createStoryChain(tokens === undefined ? {} : { tokens })
    return {
      wagmi: createStoryWagmi(chain, wallet),
      queries: new QueryClient({ defaultOptions: { queries: { retry: false } } }),
      config: createOfframpConfig({
        backend: createStoryBackend(backend),
        registry: storyRegistry,
        storage: createStoryStorage(resumed ? { 'offrampkit.order.coinbase': `${storyOrderId}+` } : {}),
        ports: { ...createStoryPorts(), clock: createStoryClock() },
        ...(messages ? { messages } : {}),
      }),
    }
  })
  return (
    <WagmiProvider config={parts.wagmi} reconnectOnMount={false}>
      <QueryClientProvider client={parts.queries}>
        <OfframpProvider config={parts.config}>{children}</OfframpProvider>
      </QueryClientProvider>
    </WagmiProvider>
  )
}
