'use client'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { ByHandScreen } from './ByHandScreen.tsx'
import { FormScreen } from './FormScreen.tsx'
import { Icon } from './Icon.tsx'
import { LinkScreen } from './LinkScreen.tsx'
import { Notices } from './Notices.tsx'
import { ReviewScreen } from './ReviewScreen.tsx'
import { StageScreen } from './StageScreen.tsx'
import { Summary } from './Summary.tsx'
import { textOf } from './saleFacts.ts'
import { Timeline } from './Timeline.tsx'

/**
 * The sale in a native dialog: the browser keeps the focus inside and gives it back. Escape hides it; the order goes on,
 * and the button shows it again.
 */
export function SalePanel({ view }: { view: SaleView }): ReactNode {
  const { messages, screen, shown, show } = view
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    if (shown && element && !element.open) {
      element.showModal()
      // Not the close button, where the browser would put it.
      title.current?.focus()
    }
    if (!shown && element?.open) element.close()
  }, [shown])
  return (
    <dialog
      ref={dialog}
      className="ofk-panel"
      lang={messages.locale}
      dir={messages.dir}
      aria-labelledby={titleId}
      data-screen={screen}
      onClose={() => show(false)}
    >
      {shown && (
        <div className="ofk-sheet">
          <header className="ofk-head">
            <h2 ref={title} id={titleId} className="ofk-head-title" tabIndex={-1}>
              {messages.panel.title}
            </h2>
            <button
              type="button"
              className="ofk-close"
              aria-label={messages.panel.close}
              onClick={() => dialog.current?.close()}
            >
              <Icon name="cross" />
            </button>
          </header>
          {!underReview(view) && <Summary view={view} />}
          <Timeline view={view} />
          <Notices view={view} />
          <p className="ofk-announce" role="status">
            {textOf(view).title}
          </p>
          <div className="ofk-screen" key={screen}>
            <Screen view={view} />
          </div>
        </div>
      )}
    </dialog>
  )
}

function Screen({ view }: { view: SaleView }): ReactNode {
  switch (view.screen) {
    case 'form':
      return <FormScreen view={view} />
    case 'link':
      return <LinkScreen view={view} />
    case 'by_hand':
    case 'declared':
      return <ByHandScreen view={view} />
    case 'order_ready':
    case 'reverted':
    case 'attested':
      return <ReviewScreen view={view} />
    default:
      return <StageScreen view={view} />
  }
}

/** The full details say everything that the summary does, and more. */
function underReview({ deposit, screen }: SaleView): boolean {
  if (screen === 'by_hand') return true
  const looking = deposit.state === 'checking' || deposit.state === 'ready' || deposit.state === 'failed'
  return looking && ['order_ready', 'reverted', 'attested'].includes(screen)
}
