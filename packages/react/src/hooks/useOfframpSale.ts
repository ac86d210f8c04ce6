'use client'
import { useEffect, useMemo } from 'react'
import { useConfig, useConnection } from 'wagmi'
import { useLoaded } from '../config/useLoaded.ts'
import { useMessagesSource } from '../config/useMessagesSource.ts'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import type { OpenIn } from '../opener/providerWindow.ts'
import type { SaleParameters } from '../sale/preflight.ts'
import { useSaleSession } from '../sale/useSaleSession.ts'
import { type SaleView, useSaleView } from '../sale/useSaleView.ts'

/** What is sold, and how the provider's page is opened. */
export interface UseOfframpSaleParameters extends SaleParameters, ConfigParameter {
  /** Carries this order on, and not the one that this browser has noted as open. */
  orderId?: string | undefined
  /** `auto`: a popup, else a tab, else this tab, else a link. */
  openIn?: OpenIn
}

export type UseOfframpSaleReturnType = SaleView | null

const loadSession = () => import('../sale/saleSession.ts').then(({ createSaleSession }) => createSaleSession)

/**
 * A whole sale without a component of ours: the view that `OfframpButton` and `OfframpDialog` are drawn from, to be drawn by the
 * parts, or by anything else. Nothing is begun, opened or asked before one of its functions is called; an order that is open in
 * this browser is read. Use one of hook, button and dialog for a provider on a page.
 *
 * @returns `null` on a server, and while texts and code load; what does not come is asked for again every few seconds
 *
 * @example
 * ```tsx
 * const view = useOfframpSale({
 *   provider: 'coinbase', asset: 'USDC', chainId: 8453, amount: '25', cashoutCurrency: 'USD', country: 'US', subdivision: 'NY',
 * })
 * if (!view) return null
 * if (view.screen === 'idle') return <button onClick={view.begin}>Sell 25 USDC</button>
 * return (
 *   <>
 *     <OrderTimeline view={view} />
 *     <SaleStatus view={view} />
 *     <DepositReview view={view} />
 *   </>
 * )
 * ```
 */
export function useOfframpSale(parameters: UseOfframpSaleParameters): UseOfframpSaleReturnType {
  const { config: given, openIn = 'auto', orderId, ...rest } = parameters
  const config = useOfframpConfig({ config: given })
  const wagmi = useConfig()
  const { address, chainId } = useConnection()
  const key = JSON.stringify(rest)
  const sale = useMemo(() => JSON.parse(key) as SaleParameters, [key])
  const { loaded, failed, retry } = useLoaded(useMessagesSource(config), loadSession)
  useEffect(() => {
    if (!failed) return
    const timer = setTimeout(retry, 5_000)
    return () => clearTimeout(timer)
  }, [failed, retry])
  const { provider } = sale
  const session = useSaleSession(loaded?.parts ?? null, { config, wagmi, provider, orderId })
  // Whether the balance suffices, so that a sale that cannot be paid opens nothing.
  useEffect(() => {
    void [address, chainId]
    if (session?.snapshot.orderId === null) session.foresee(sale)
  }, [session, sale, address, chainId])
  return useSaleView({ config, session, sale, openIn, messages: loaded?.messages ?? null })
}
