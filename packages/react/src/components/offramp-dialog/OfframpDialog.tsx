'use client'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useConfig } from 'wagmi'
import { useMessagesSource } from '../../config/useMessagesSource.ts'
import { type ConfigParameter, useOfframpConfig } from '../../config/useOfframpConfig.ts'
import { ModalShell } from '../../flow/ModalShell.tsx'
import type { SaleSheet } from '../../flow/SalePanel.tsx'
import type { OpenIn } from '../../opener/providerWindow.ts'
import { parseOpenOrder, readOpenOrderText } from '../../order/openOrder.ts'
import type { SaleParameters } from '../../sale/preflight.ts'
import type { SaleSession } from '../../sale/saleSession.ts'
import type { SaleView } from '../../sale/useSaleView.ts'
import { type LoadedFlow, loadFlow } from '../offramp-button/loadFlow.ts'

/** What is sold, whether the dialog is open, and how it is drawn. */
export interface OfframpDialogProps extends SaleParameters, ConfigParameter {
  open: boolean
  /**
   * The user closed it, or the sale needs to be seen: they came back from the provider in this tab, or finished. Set `open` to what
   * it says.
   */
  onOpenChange(open: boolean): void
  /** Shows this order, and not the one that this browser has noted as open. */
  orderId?: string | undefined
  /** `auto`: a popup, else a tab, else this tab, else a link. */
  openIn?: OpenIn
  className?: string
  /** Draws what is inside of the dialog. */
  children?: (view: SaleView) => ReactNode
}

interface Started {
  flow: LoadedFlow
  SaleSheet: typeof SaleSheet
  session: SaleSession
  orderId: string | undefined
}

/**
 * A whole sale in a dialog that the app opens, from a button or a menu entry of its own. The page behind it stays where it is; Escape,
 * a click beside it and the close button hide it, and the order goes on; the focus goes back to what opened it. Its code is
 * loaded when it is first opened. A dialog keeps its provider: `key` it by provider. Where an `OfframpButton` sells through the same
 * provider on the same page, use only one of the two.
 *
 * @example
 * ```tsx
 * const [open, setOpen] = useState(false)
 * return (
 *   <>
 *     <button onClick={() => setOpen(true)}>Sell USDC</button>
 *     <OfframpDialog
 *       open={open} onOpenChange={setOpen}
 *       provider="coinbase" asset="USDC" chainId={8453} amount="25"
 *       cashoutCurrency="USD" country="US" subdivision="NY"
 *     />
 *   </>
 * )
 * ```
 */
export function OfframpDialog(props: OfframpDialogProps): ReactNode {
  const { open, onOpenChange, orderId, openIn = 'auto', className, children, config: given, ...rest } = props
  const config = useOfframpConfig({ config: given })
  const wagmi = useConfig()
  const source = useMessagesSource(config)
  const texts = source.button
  const saleKey = JSON.stringify(rest)
  const sale = useMemo(() => JSON.parse(saleKey) as SaleParameters, [saleKey])
  const [started, setStarted] = useState<Started | null>(null)
  const [view, setView] = useState<SaleView | null>(null)
  const [failed, setFailed] = useState(false)
  const { provider } = sale
  const session = started?.session

  const stale = started === null || (orderId !== undefined && started.orderId !== orderId)
  useEffect(() => {
    if (!open || !stale || failed) return
    let wanted = true
    Promise.all([loadFlow(source), import('../../flow/SalePanel.tsx')]).then(
      ([flow, { SaleSheet }]) => {
        if (!wanted) return
        const session = flow.createSale({ config, wagmi, provider, orderId })
        session.show(true)
        setStarted({ flow, SaleSheet, session, orderId })
      },
      () => wanted && setFailed(true),
    )
    return () => {
      wanted = false
    }
  }, [open, stale, failed, config, source, wagmi, provider, orderId])

  // Reads whether the balance suffices, so that a sale that cannot be paid opens nothing.
  useEffect(() => {
    if (session && open && session.snapshot.orderId === null) session.foresee(sale)
  }, [session, open, sale])
  useEffect(() => {
    if (session && session.snapshot.shown !== open) session.show(open)
  }, [session, open])

  const tell = useRef<(next: boolean) => void>(onOpenChange)
  tell.current = (next) => next !== open && onOpenChange(next)
  // The sale itself shows or hides: back from the provider, or done.
  const shown = view?.shown
  useEffect(() => {
    if (shown !== undefined) tell.current(shown)
  }, [shown])
  // As after a reload, or after the provider's page in this tab.
  useEffect(() => {
    if (orderId === undefined && parseOpenOrder(readOpenOrderText(config, provider))?.shown)
      tell.current(true)
  }, [config, provider, orderId])

  const messages = view?.messages ?? started?.flow.messages
  const seen = view && !stale ? view : null
  return (
    <>
      <ModalShell
        shown={open}
        onClose={() => tell.current(false)}
        texts={messages ?? texts}
        title={messages?.panel.title ?? texts.cashOut}
        close={messages?.panel.close ?? null}
        screen={seen?.screen ?? 'loading'}
        light={seen?.screen !== 'form'}
        className={className}
      >
        {seen && started ? (
          (children?.(seen) ?? <started.SaleSheet view={seen} />)
        ) : failed ? (
          <button type="button" className="ofk-button" onClick={() => setFailed(false)}>
            {texts.failedToLoad}
          </button>
        ) : (
          <div className="ofk-stubs" data-sheet="" aria-busy="true">
            <span className="ofk-stub" />
            <span className="ofk-stub" />
            <span className="ofk-stub" />
          </div>
        )}
      </ModalShell>
      {started && (
        <started.flow.SaleFlow
          key={started.orderId ?? ''}
          config={config}
          session={started.session}
          sale={sale}
          openIn={openIn}
          messages={started.flow.messages}
          source={started.flow.source}
          panel={false}
          onView={setView}
        />
      )}
    </>
  )
}
