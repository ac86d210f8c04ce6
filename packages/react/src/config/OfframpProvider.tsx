'use client'
import { type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { MessagesSource } from '../messages/messages.ts'
import { returnParameter } from '../returning/returnParameter.ts'
import { MessagesContext, OfframpContext } from './context.ts'
import type { OfframpConfig } from './createOfframpConfig.ts'

export interface OfframpProviderProps {
  config: OfframpConfig
  /**
   * The texts for whoever reads this page, in place of the config's. May change at any time; what is on show changes as soon as
   * the new texts are there.
   */
  messages?: MessagesSource | undefined
  children?: ReactNode
}

/**
 * Hands the config to hooks and components. Stands inside `WagmiProvider` and `QueryClientProvider`. When the user comes
 * back from a provider, it tells the window that the sale was started from, or resumes the order here; both only read.
 *
 * @example <OfframpProvider config={config}>{children}</OfframpProvider>
 */
export function OfframpProvider({ config, children, messages }: OfframpProviderProps): ReactNode {
  const [notice, setNotice] = useState<ReactNode>(null)
  const outer = useContext(MessagesContext)
  const source = messages ?? outer
  const texts = useRef(source)
  texts.current = source
  useEffect(() => {
    if (!window.location.search.includes(returnParameter)) return
    void import('../returning/ReturnNotice.tsx').then(({ handleReturn }) =>
      handleReturn(config, texts.current ?? config.messages, setNotice),
    )
  }, [config])
  return (
    <OfframpContext.Provider value={config}>
      <MessagesContext.Provider value={source}>{notice ?? children}</MessagesContext.Provider>
    </OfframpContext.Provider>
  )
}
