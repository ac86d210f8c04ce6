import { OfframpError } from '@offrampkit/core'
import type { WalletPort } from '@offrampkit/deposit'
import type { Connector } from 'wagmi'

/**
 * The wallet behind a wagmi connection, by its own EIP-1193 `request`: never through viem's or wagmi's send, which can
 * ask twice.
 *
 * @throws OfframpError `no_wallet` when the connector has no provider
 */
export async function walletPortOf(connector: Connector): Promise<WalletPort> {
  const provider = await connector.getProvider()
  if (!canRequest(provider))
    throw new OfframpError({
      code: 'no_wallet',
      message: 'The connected wallet cannot be asked.',
      why: 'Nothing was sent.',
      action: 'Disconnect the wallet and connect it again.',
    })
  return { id: connector.id, request: (args) => provider.request(args) }
}

function canRequest(provider: unknown): provider is Pick<WalletPort, 'request'> {
  return (
    typeof provider === 'object' &&
    provider !== null &&
    'request' in provider &&
    typeof provider.request === 'function'
  )
}
