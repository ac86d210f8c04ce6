import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { WagmiProvider } from 'wagmi'
import { OfframpProvider } from '../config/OfframpProvider.tsx'
import { createStoryParts, type StoryOptions, type StoryParts } from './storyParts.ts'
import '../styles/styles.css'

export interface StoryFrameProps extends StoryOptions {
  /** Surroundings that a test steers; made from the options otherwise. */
  parts?: StoryParts
  children: ReactNode
}

/** An app in miniature around a story: wallet, chain, backend and config, all inside the page. */
export function StoryFrame({ children, parts: given, ...options }: StoryFrameProps): ReactNode {
  const [parts] = useState(() => given ?? createStoryParts(options))
  return (
    <WagmiProvider config={parts.wagmi} reconnectOnMount={false}>
      <QueryClientProvider client={parts.queries}>
        <OfframpProvider config={parts.config}>{children}</OfframpProvider>
      </QueryClientProvider>
    </WagmiProvider>
  )
}
