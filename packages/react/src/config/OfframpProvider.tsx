'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { returnParameter } from '../returning/returnParameter.ts'
import { OfframpContext } from './context.ts'
import type { OfframpConfig } from './createOfframpConfig.ts'

export interface OfframpProviderProps {
  config: OfframpConfig
  children?: ReactNode
}

/**
 * Hands the config to hooks and components. Stands inside `WagmiProvider` and `QueryClientProvider`. When the user comes
 * back from a provider, it tells the window that the sale was started from, or resumes the order here; both only read.
 *
 * @example <OfframpProvider config={config}>{children}</OfframpProvider>
 */
export function OfframpProvider({ config, children }: OfframpProviderProps): ReactNode {
  const [notice, setNotice] = useState<ReactNode>(null)
  useEffect(() => {
    if (!window.location.search.includes(returnParameter)) return
    void import('../returning/ReturnNotice.tsx').then(({ handleReturn }) => handleReturn(config, setNotice))
  }, [config])
  return <OfframpContext.Provider value={config}>{notice ?? children}</OfframpContext.Provider>
}
