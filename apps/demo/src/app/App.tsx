import { createAssetRegistry } from '@offrampkit/core'
import { httpBackend } from '@offrampkit/core/api'
import { createOfframpConfig, OfframpProvider } from '@offrampkit/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { WagmiProvider } from 'wagmi'
import { SandboxDrawer } from '../sandbox/SandboxDrawer.tsx'
import { useSandboxWallet } from '../sandbox/useSandboxWallet.ts'
import { CashOut } from '../sell/CashOut.tsx'
import type { DemoSettings } from '../settings.ts'
import { WalletBar } from '../wallet/WalletBar.tsx'
import { createWagmiConfig } from '../wallet/wagmi.ts'
import { ThemeToggle } from './ThemeToggle.tsx'

/** The whole dApp: three providers, a header, the cash-out card, and the sandbox's controls. */
export function App({ settings }: { settings: DemoSettings }) {
  useSandboxWallet(settings.sandboxUrl)
  const [parts] = useState(() => {
    const registry = createAssetRegistry(settings)
    return {
      registry,
      wagmi: createWagmiConfig(settings),
      queries: new QueryClient(),
      offramp: createOfframpConfig({ backend: httpBackend({ baseUrl: '/api/offramp' }), registry }),
    }
  })
  return (
    <WagmiProvider config={parts.wagmi}>
      <QueryClientProvider client={parts.queries}>
        <OfframpProvider config={parts.offramp}>
          <ModeBanner mode={settings.mode} />
          <header className="header">
            <a className="brand" href="/">
              <span className="brand__mark" aria-hidden="true" />
              Tidewater
            </a>
            <div className="header__tools">
              <ThemeToggle />
              <WalletBar />
            </div>
          </header>
          <main className="main">
            <CashOut registry={parts.registry} />
          </main>
          {settings.sandboxUrl && <SandboxDrawer url={settings.sandboxUrl} />}
        </OfframpProvider>
      </QueryClientProvider>
    </WagmiProvider>
  )
}

function ModeBanner({ mode }: { mode: DemoSettings['mode'] }) {
  if (mode === 'sandbox')
    return (
      <p className="banner" data-mode="sandbox">
        Sandbox: a local chain and stand-ins for the providers. No real money moves.
      </p>
    )
  return (
    <p className="banner" data-mode="live" role="alert">
      Real money: this page talks to the real provider and to public chains. What you send is gone from your
      wallet.
    </p>
  )
}
