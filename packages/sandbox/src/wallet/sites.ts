import type { Address } from 'viem'

/** What one web page origin sees of the wallet. */
export interface SiteView {
  accounts: Address[]
  chainId: number
}

/** Which origins are connected, on which chain, and which account is chosen. */
export function createSites(
  accounts: readonly { address: Address }[],
  firstChainId: number,
  changed: () => void,
) {
  const sites = new Map<string, { connected: boolean; chainId: number }>()
  let selected = 0
  const site = (origin: string) => {
    const known = sites.get(origin) ?? { connected: false, chainId: firstChainId }
    sites.set(origin, known)
    return known
  }

  return {
    selected: () => accounts[selected]?.address ?? null,
    view(origin: string): SiteView {
      const { connected, chainId } = site(origin)
      const address = accounts[selected]?.address
      return { accounts: connected && address ? [address] : [], chainId }
    },
    connect(origin: string, connected: boolean) {
      site(origin).connected = connected
      changed()
    },
    switchChain(origin: string, chainId: number) {
      site(origin).chainId = chainId
      changed()
    },
    /** Every connected page is told of the new account. */
    select(address: string): boolean {
      const index = accounts.findIndex((a) => a.address.toLowerCase() === address.toLowerCase())
      if (index === -1) return false
      selected = index
      changed()
      return true
    },
    clear() {
      sites.clear()
      selected = 0
      changed()
    },
  }
}

export type WalletSites = ReturnType<typeof createSites>
