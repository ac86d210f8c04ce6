'use client'
import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useConfig } from 'wagmi'
import { useMessagesSource } from '../../config/useMessagesSource.ts'
import { useOfframpConfig } from '../../config/useOfframpConfig.ts'
import { openBlank } from '../../opener/providerWindow.ts'
import { mayOpen, onOpenOrder, parseOpenOrder, readOpenOrderText } from '../../order/openOrder.ts'
import type { SaleParameters } from '../../sale/preflight.ts'
import type { SaleSession } from '../../sale/saleSession.ts'
import type { SaleView } from '../../sale/useSaleView.ts'
import type { OfframpButtonElementProps, OfframpButtonProps, OfframpButtonState } from './buttonProps.ts'
import { type LoadedFlow, loadFlow } from './loadFlow.ts'
import { splitProps } from './splitProps.ts'

/**
 * One button for a whole sale: quote, hosted flow, return, review, wallet, payout. Its code before the click is small;
 * the rest is loaded when the pointer comes near, or when an order is open.
 *
 * @example
 * ```tsx
 * <OfframpButton
 *   provider="coinbase" asset="USDC" chainId={8453} amount="25"
 *   cashoutCurrency="USD" country="US" subdivision="NY"
 * />
 * ```
 */
export function OfframpButton(props: OfframpButtonProps): ReactNode {
  const { saleProps, attributes, own } = splitProps(props)
  const { openIn = 'auto', className, disabled = false, children, render, panel = true } = own
  const config = useOfframpConfig({ config: own.config })
  const wagmi = useConfig()
  const source = useMessagesSource(config)
  const texts = source.button
  const saleKey = JSON.stringify(saleProps)
  const sale = useMemo(() => JSON.parse(saleKey) as SaleParameters, [saleKey])
  const [flow, setFlow] = useState<{ loaded: LoadedFlow; session: SaleSession } | null>(null)
  const [view, setView] = useState<SaleView | null>(null)
  const [failed, setFailed] = useState(false)
  const loading = useRef<Promise<SaleSession> | null>(null)
  const noted = useSyncExternalStore(
    onOpenOrder,
    () => readOpenOrderText(config, sale.provider),
    () => null,
  )
  const resumes = (view ? view.orderId : parseOpenOrder(noted)) !== null

  /** Loads the sale's code once, and makes this button's sale. */
  function load(): Promise<SaleSession> {
    loading.current ??= loadFlow(source).then(
      (loaded) => {
        const session = loaded.createSale({ config, wagmi, provider: sale.provider })
        setFlow({ loaded, session })
        setFailed(false)
        return session
      },
      (error: unknown) => {
        loading.current = null
        throw error
      },
    )
    return loading.current
  }
  const quietly = () => undefined
  const prefetch = () => void load().then((session) => resumes || session.foresee(sale), quietly)

  function onClick() {
    const session = flow?.session
    if (resumes || session?.snapshot.phase.name === 'opening')
      return void load().then(
        (ready) => ready.show(true),
        () => setFailed(true),
      )
    const wrong = session?.foreseen(sale)
    if (session && wrong) return session.stop(sale, wrong)
    // First thing in the click, before anything is awaited: later a browser would block it.
    const opened = mayOpen(config, sale.provider) ? openBlank(openIn, texts) : undefined
    load().then(
      (ready) => ready.begin(sale, opened, openIn),
      () => {
        opened?.close()
        setFailed(true)
      },
    )
  }

  // An open order is read, never acted on, as soon as the page has time, and at the latest after a second: a busy page
  // may never be idle, and drawing the button again must not put it off.
  const wanted = resumes && flow === null
  const latest = useRef(load)
  latest.current = load
  useEffect(() => {
    if (!wanted) return
    const idle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1))
    const cancel = globalThis.cancelIdleCallback ?? clearTimeout
    const handle = idle(() => void latest.current().catch(() => undefined), { timeout: 1_000 }) as number
    return () => cancel(handle)
  }, [wanted])

  const stage = view?.screen ?? 'idle'
  const ended = view?.status?.stage.terminal === true
  const busy = stage === 'opening' || stage === 'redirecting'
  const label = failed
    ? texts.failedToLoad
    : busy
      ? texts.opening
      : resumes
        ? ended
          ? texts.view
          : texts.resume
        : texts.cashOut
  const state: OfframpButtonState = { label, stage, resumes, busy, view }
  const element: OfframpButtonElementProps = {
    // What an app writes into its button is in the app's own language.
    ...(children === undefined && { lang: texts.locale, dir: texts.dir }),
    ...attributes,
    type: 'button',
    className: className === undefined ? 'ofk-button' : `ofk-button ${className}`,
    disabled: disabled && !resumes,
    'aria-haspopup': 'dialog',
    'aria-busy': busy,
    'data-stage': stage,
    'data-resumes': resumes ? '' : undefined,
    onClick,
    onPointerEnter: prefetch,
    onFocus: prefetch,
    children: typeof children === 'function' ? children(state) : (children ?? label),
  }
  return (
    <>
      {render ? render(element, state) : <button {...element} />}
      {flow && (
        <flow.loaded.SaleFlow
          config={config}
          session={flow.session}
          sale={sale}
          openIn={openIn}
          messages={flow.loaded.messages}
          source={flow.loaded.source}
          panel={panel}
          onView={setView}
        />
      )}
    </>
  )
}
