'use client'
import type { ProviderId } from '@offrampkit/core/order'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useConfig } from 'wagmi'
import type { OfframpConfig } from '../../config/createOfframpConfig.ts'
import { useMessagesSource } from '../../config/useMessagesSource.ts'
import type { SaleSheet } from '../../flow/SalePanel.tsx'
import { useOpenOrders } from '../../hooks/useOpenOrders.ts'
import { type OpenIn, openBlank } from '../../opener/providerWindow.ts'
import { mayOpen, onOpenOrder, parseOpenOrder, readOpenOrderText } from '../../order/openOrder.ts'
import type { SaleParameters } from '../../sale/preflight.ts'
import type { SaleSession } from '../../sale/saleSession.ts'
import type { SaleView } from '../../sale/useSaleView.ts'
import { type LoadedFlow, loadFlow } from '../offramp-button/loadFlow.ts'

/** The sale that the card carries on, with its code. */
export interface CardSale {
  flow: LoadedFlow
  Sheet: typeof SaleSheet
  session: SaleSession
  sale: SaleParameters
}

const nothing = () => null

/**
 * The sale of a card: begun by its button, or one that this browser has noted as open. Reading is all that happens by itself.
 *
 * @param fallback - what the page has chosen: it stands for an order of which nothing was read yet
 */
export function useCardSale(
  config: OfframpConfig,
  providers: readonly ProviderId[],
  openIn: OpenIn,
  fallback: Omit<SaleParameters, 'provider'>,
) {
  const wagmi = useConfig()
  const source = useMessagesSource(config)
  const [started, setStarted] = useState<CardSale | null>(null)
  const [view, setView] = useState<SaleView | null>(null)
  const [failed, setFailed] = useState(false)
  const [busy, setBusy] = useState(false)
  const opening = useRef(false)
  const orders = useOpenOrders({ config, providers })
  // Noted as on show: after a reload, or after the provider's page in this tab.
  const left = useSyncExternalStore(
    onOpenOrder,
    () => providers.find((one) => parseOpenOrder(readOpenOrderText(config, one))?.shown) ?? null,
    nothing,
  )

  const load = useMemo(
    () => () => Promise.all([loadFlow(source), import('../../flow/SalePanel.tsx')]),
    [source],
  )
  /** The provider's sale: the one that is there, or a new one that reads the note. */
  async function open(sale: SaleParameters): Promise<SaleSession> {
    if (started?.sale.provider === sale.provider) {
      setStarted({ ...started, sale })
      return started.session
    }
    const [flow, { SaleSheet: Sheet }] = await load()
    const session = flow.createSale({ config, wagmi, provider: sale.provider })
    setView(null)
    setStarted({ flow, Sheet, session, sale })
    return session
  }
  function work(sale: SaleParameters, then: (session: SaleSession) => void, gaveUp: () => void) {
    opening.current = true
    setBusy(true)
    open(sale)
      .then(
        (session) => {
          then(session)
          setFailed(false)
        },
        () => {
          gaveUp()
          setFailed(true)
        },
      )
      .finally(() => {
        opening.current = false
        setBusy(false)
      })
  }
  const show = (provider: ProviderId) =>
    work(
      { ...fallback, provider },
      (session) => session.show(true),
      () => undefined,
    )

  const resumes = left !== null && started === null && !failed
  const latest = useRef(show)
  latest.current = show
  useEffect(() => {
    if (resumes && left !== null && !opening.current) latest.current(left)
  }, [resumes, left])

  const isMine = view !== null && started !== null && view.sale.provider === started.sale.provider
  const shown = isMine && view.shown && view.screen !== 'idle' ? view : null
  return {
    started,
    setView,
    /** The sale on show; `null` where the form is. */
    view: shown,
    /** One is being loaded. */
    resumes,
    busy,
    failed,
    /** Orders under way that are not on show. */
    elsewhere: orders.filter(({ provider }) => provider !== shown?.sale.provider),
    show,
    /** Loads a sale's code before it is needed. */
    prefetch: () => void load().catch(() => undefined),
    /** Begins a sale. Call it inside a click: it opens the provider's window. An order that is open is shown instead. */
    begin(sale: SaleParameters) {
      if (opening.current) return
      if (orders.some(({ provider }) => provider === sale.provider)) return show(sale.provider)
      // First thing in the click, before anything is awaited: later a browser would block it.
      const opened = mayOpen(config, sale.provider) ? openBlank(openIn, source.button) : null
      work(
        sale,
        (session) => session.begin(sale, opened, openIn),
        () => opened?.close(),
      )
    },
  }
}
