import type { Order } from '@offrampkit/core/order'
import { checkOtherAddress } from '@offrampkit/core/payment'
import type { ProviderSession } from '@offrampkit/core/provider'
import { coinbaseHosted, sessionLifeMs } from './flow.ts'
import { buildHostedUrl } from './hostedUrl.ts'
import { isCashoutMethod } from './methods.ts'
import type { SellParts } from './sell.ts'
import { checkSellRequest } from './sellRequest.ts'

export interface OpenHosted {
  reference: string
  returnUrl: string
  page: string
  disableEdit?: boolean
  /** Left out only where the app's own backend adds it. */
  clientIp?: string
  signal?: AbortSignal | undefined
}

/**
 * Mints a session token for the order's sender, on its network and for its asset alone, and builds the URL of the
 * hosted page from the wish.
 */
export async function openHosted(
  { api, registry, networks, now }: SellParts,
  { request, sender }: Order,
  { reference, returnUrl, page, disableEdit, clientIp, signal }: OpenHosted,
): Promise<Extract<ProviderSession, { kind: 'open' }>> {
  const { asset, networkName } = checkSellRequest(request, registry, networks)
  const startedAt = now()
  const sessionToken = await api.createToken(
    {
      // A wallet of that very network: an EVM account is none on Bitcoin, whoever owns it.
      address: checkOtherAddress(request.network, sender).address,
      networks: [networkName],
      assets: [asset.symbol],
      ...(clientIp === undefined ? {} : { clientIp }),
    },
    { signal },
  )
  const url = buildHostedUrl(
    {
      sessionToken,
      partnerUserRef: reference,
      redirectUrl: returnUrl,
      defaultNetwork: networkName,
      defaultAsset: asset.symbol,
      presetCryptoAmount: request.amount,
      fiatCurrency: request.cashoutCurrency,
      ...(isCashoutMethod(request.method) ? { defaultCashoutMethod: request.method } : {}),
      ...(disableEdit === undefined ? {} : { disableEdit }),
    },
    page,
  )
  const { open } = coinbaseHosted.capabilities
  return { kind: 'open', url, modes: open, expiresAt: startedAt + sessionLifeMs }
}
