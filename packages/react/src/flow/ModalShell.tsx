'use client'
import { type ReactNode, useCallback, useEffect, useId, useRef } from 'react'
import type { ButtonMessages, OfframpMessages } from '../messages/messages.ts'
import { Icon } from './Icon.tsx'
import { useScrollLock } from './useScrollLock.ts'

interface ModalShellProps {
  shown: boolean
  onClose(): void
  title: ReactNode
  /** Whose language and direction it is in. */
  texts: OfframpMessages | ButtonMessages
  /** Words of the close button; without them there is none yet. */
  close: string | null
  /** What is inside, for styles and tests. */
  screen: string
  /** A click beside it closes it, too: not where something was typed that would be lost. */
  light: boolean
  className?: string | undefined
  children: ReactNode
}

/**
 * A native dialog: the browser keeps the focus inside, makes the page behind it inert, closes it by Escape or a click beside it,
 * and gives the focus back to where it was.
 */
export function ModalShell(props: ModalShellProps): ReactNode {
  const { shown, onClose, texts, title, close, screen, light, className, children } = props
  const dialog = useRef<HTMLDialogElement | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  useScrollLock(shown)
  useEffect(() => {
    const element = dialog.current
    if (shown && element && !element.open) {
      element.showModal()
      // Not the close button, where the browser would put it.
      heading.current?.focus()
    }
    if (!shown && element?.open) element.close()
  }, [shown])
  // Taken off the page while open, a dialog would keep the focus from going back. (React 18 warns of layout effects on a server.)
  const hold = useCallback((element: HTMLDialogElement | null) => {
    if (!element) dialog.current?.close()
    dialog.current = element
  }, [])
  return (
    <dialog
      ref={hold}
      className={className === undefined ? 'ofk-panel' : `ofk-panel ${className}`}
      lang={texts.locale}
      dir={texts.dir}
      aria-labelledby={titleId}
      data-screen={screen}
      // Browsers that do not know it close by Escape and by the button.
      {...{ closedby: light ? 'any' : 'closerequest' }}
      // One that was opened again since then is not closed.
      onClose={() => dialog.current?.open === false && onClose()}
    >
      {shown && (
        <div className="ofk-sheet">
          <header className="ofk-head">
            <h2 ref={heading} id={titleId} className="ofk-head-title" tabIndex={-1}>
              {title}
            </h2>
            {close !== null && (
              <button
                type="button"
                className="ofk-close"
                aria-label={close}
                onClick={() => dialog.current?.close()}
              >
                <Icon name="cross" />
              </button>
            )}
          </header>
          {children}
        </div>
      )}
    </dialog>
  )
}
