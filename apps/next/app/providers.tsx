'use client'
import { createAssetRegistry } from '@offrampkit/core'
import { createOfframpConfig, OfframpProvider } from '@offrampkit/react/button'
import { messagesFor } from '@offrampkit/react/messages'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type State, WagmiProvider } from 'wagmi'
import { wagmiConfigOf } from '@/lib/wagmi'
import type { World } from '@/lib/world'
import { SandboxWallet } from '@/parts/SandboxWallet'

interface ProvidersProps {
  world: World
  languages: readonly string[]
  /** Who was connected when the page was left, out of the cookie. */
  account: State | undefined
  children: ReactNode
}

/** Made inside of the component: on the server every request has its own, and nothing of one user reaches another. */
export function Providers({ world, languages, account, children }: ProvidersProps) {
  const [parts] = useState(() => ({
    wagmi: wagmiConfigOf(world),
    queries: new QueryClient(),
    offramp: createOfframpConfig({
      // Loaded when a sale starts.
      backend: () =>
        import('@offrampkit/core/api').then(({ httpBackend }) => httpBackend({ baseUrl: '/api/offramp' })),
      registry: createAssetRegistry(world),
    }),
  }))
  return (
    <WagmiProvider config={parts.wagmi} initialState={account}>
      <QueryClientProvider client={parts.queries}>
        <OfframpProvider config={parts.offramp} messages={messagesFor(languages)}>
          {world.sandboxUrl && <SandboxWallet url={world.sandboxUrl} />}
          {children}
        </OfframpProvider>
      </QueryClientProvider>
    </WagmiProvider>
  )
}
