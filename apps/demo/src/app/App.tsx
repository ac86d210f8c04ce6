import { createAssetRegistry } from '@offrampkit/core'
import { createOfframpConfig, OfframpProvider } from '@offrampkit/react'
import { messagesFor } from '@offrampkit/react/messages'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { WagmiProvider } from 'wagmi'
import { chooseBackend, chooseProviders } from '../backends/chooseBackend.ts'
import { createBackend } from '../backends/createBackend.ts'
import { LookBar } from '../look/LookBar.tsx'
import { usePreference } from '../look/usePreference.ts'
import { PastCashOuts } from '../past/PastCashOuts.tsx'
import { SandboxDrawer } from '../sandbox/SandboxDrawer.tsx'
import { useSandboxWallet } from '../sandbox/useSandboxWallet.ts'
import { CardPage } from '../sell/CardPage.tsx'
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
    const choice = chooseBackend(settings.coinbase ? location.search : '')
    return {
      choice,
      registry,
      providers: chooseProviders(location.search, settings.providers, choice.id),
      wagmi: createWagmiConfig(settings),
      queries: new QueryClient(),
      // Orders of one backend mean nothing to another, so neither do the notes about them.
      offramp: createOfframpConfig({
        backend: createBackend(choice, settings, registry),
        registry,
        key: choice.id === 'kit' ? 'offrampkit' : `offrampkit-${choice.id}`,
        // Only a wallet of which an app knows it: the sandbox's keeps to the nonce that it is told.
        ports: { keepsNonce: (walletId) => walletId === 'dev.offrampkit.sandbox' },
      }),
    }
  })
  const [language, setLanguage] = usePreference('language', 'en')
  return (
    <WagmiProvider config={parts.wagmi}>
      <QueryClientProvider client={parts.queries}>
        <OfframpProvider config={parts.offramp} messages={messagesFor(language)}>
          <ModeBanner mode={settings.mode} />
          <header className="header">
            <a className="brand" href="/">
              <span className="brand__mark" aria-hidden="true" />
              Tidewater
            </a>
            <div className="header__tools">
              {parts.choice.label && (
                <small className="note" data-testid="backend">
                  {parts.choice.label}
                </small>
              )}
              <ThemeToggle />
              <WalletBar />
            </div>
          </header>
          <main className="main">
            {new URLSearchParams(location.search).has('card') ? (
              <CardPage providers={parts.providers} />
            ) : (
              <CashOut registry={parts.registry} providers={parts.providers} />
            )}
            {/* The backends that are not the kit's list no orders. */}
            {parts.choice.id === 'kit' && <PastCashOuts />}
            <LookBar language={language} onLanguage={setLanguage} />
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
      Real money: this page talks to real providers and to public chains. What you send is gone from your
      wallet.
    </p>
  )
}
