import { mainnetRegistry } from '@offrampkit/core'
import { httpBackend } from '@offrampkit/core/api'
import { createOfframpConfig, OfframpButton, OfframpProvider } from '@offrampkit/react'
import '@offrampkit/react/styles.css'

const offramp = createOfframpConfig({
  backend: httpBackend({ baseUrl: '/api/offramp' }),
  registry: mainnetRegistry(),
})

export function CashOut() {
  return (
    <OfframpProvider config={offramp}>
      {/* inside WagmiProvider and QueryClientProvider */}
      <OfframpButton
        provider="coinbase"
        asset="USDC"
        chainId={8453}
        amount="25"
        cashoutCurrency="USD"
        country="US"
        subdivision="NY"
      />
    </OfframpProvider>
  )
}
