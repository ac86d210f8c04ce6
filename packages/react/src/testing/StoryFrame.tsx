import { QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { WagmiProvider } from 'wagmi'
import { OfframpProvider } from '../config/OfframpProvider.tsx'
import type { MessagesSource } from '../messages/messages.ts'
import { createStoryParts, type StoryOptions, type StoryParts } from './storyParts.ts'
import '../styles/styles.css'

export interface StoryFrameProps extends StoryOptions {
  /** Surroundings that a test steers; made from the options otherwise. */
  parts?: StoryParts
  children: ReactNode
}

/** The reader's texts, as an app hands them to its provider. */
export const StoryTexts = createContext<MessagesSource | undefined>(undefined)

/** An app in miniature around a story: wallet, chain, backend and config, all inside the page. */
export function StoryFrame({ children, parts: given, ...options }: StoryFrameProps): ReactNode {
  const [parts] = useState(() => given ?? createStoryParts(options))
  return (
    <WagmiProvider config={parts.wagmi} reconnectOnMount={false}>
      <QueryClientProvider client={parts.queries}>
        <OfframpProvider config={parts.config} messages={useContext(StoryTexts)}>
          {children}
        </OfframpProvider>
      </QueryClientProvider>
    </WagmiProvider>
  )
}
