import { eip1193Wallet } from '@offrampkit/deposit/browser'
import { type ConnectorUnderTest, describeWalletConformance } from '@offrampkit/deposit/testing'
import { describe, it, vi } from 'vitest'
import { createConfig, http, injected } from 'wagmi'
import { connect } from 'wagmi/actions'
import { anvil } from 'wagmi/chains'

// wagmi looks for a window. In a test that runs in a browser, leave this out.
vi.stubGlobal('window', new EventTarget())

const under: ConnectorUnderTest = {
  name: 'my connector',
  async connect(wallet) {
    const connector = injected({ target: { id: 'mine', name: 'Mine', provider: wallet as never } })
    const config = createConfig({
      chains: [anvil],
      connectors: [connector],
      transports: { [anvil.id]: http() },
      storage: null,
      multiInjectedProviderDiscovery: false,
    })
    const [connected] = config.connectors
    if (!connected) throw new Error('There is no connector.')
    await connect(config, { connector: connected })
    const provider = (await connected.getProvider()) as Parameters<typeof eip1193Wallet>[0]
    return { wallet: eip1193Wallet(provider, connected.id) }
  },
}

describeWalletConformance(under, { describe, it })
