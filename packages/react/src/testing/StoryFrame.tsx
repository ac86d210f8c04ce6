import { QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react'
import { WagmiProvider } from 'wagmi'
import { OfframpProvider } from '../config/OfframpProvider.tsx'
import type { MessagesSource } from '../messages/messages.ts'
import { createStoryParts, type StoryOptions, type StoryParts } from './storyParts.ts'
import { inScenario } from './storyScenarios.ts'
import { StorySettingsContext } from './storySettings.ts'
import '../styles/styles.css'

export interface StoryFrameProps extends StoryOptions {
  /** Surroundings that a test steers; made from the options otherwise. */
  parts?: StoryParts
  children: ReactNode
}

/** The reader's texts, as an app hands them to its provider. */
export const StoryTexts = createContext<MessagesSource | undefined>(undefined)

/**
 * An app in miniature around a story: wallet, chain, backend and config, all inside the page. The network is the toolbar's, and so
 * is the scenario unless a story hands in parts of its own; another scenario begins anew.
 */
export function StoryFrame(props: StoryFrameProps): ReactNode {
  const { scenario } = useContext(StorySettingsContext)
  return <App key={scenario} scenario={scenario} {...props} />
}

function App({ children, scenario, parts: given, ...options }: StoryFrameProps & { scenario: string }) {
  const [parts] = useState(() => given ?? createStoryParts(inScenario(options, scenario)))
  const { latencyMs } = useContext(StorySettingsContext)
  useLayoutEffect(() => {
    parts.network.latencyMs = latencyMs
  }, [parts, latencyMs])
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
