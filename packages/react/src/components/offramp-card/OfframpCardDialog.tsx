'use client'
import { type ReactNode, useId } from 'react'
import { useLoaded } from '../../config/useLoaded.ts'
import { useMessagesSource } from '../../config/useMessagesSource.ts'
import { useOfframpConfig } from '../../config/useOfframpConfig.ts'
import { ModalShell } from '../../flow/ModalShell.tsx'
import { OfframpCard, type OfframpCardProps } from './OfframpCard.tsx'

export interface OfframpCardDialogProps extends Omit<OfframpCardProps, 'heading' | 'render'> {
  open: boolean
  /** The user closed it: by Escape or by its button. Set `open` to what it says. */
  onOpenChange(open: boolean): void
}

const loadNothing = () => Promise.resolve(null)

/**
 * The card in a native dialog that the app opens: the focus goes in and comes back, and the page behind it stands still. Closed, what
 * was typed is forgotten; an order goes on, and is shown when the dialog is opened again. A click beside it closes nothing, since
 * something may have been typed.
 *
 * @example
 * ```tsx
 * const [open, setOpen] = useState(false)
 * return (
 *   <>
 *     <button onClick={() => setOpen(true)}>Cash out</button>
 *     <OfframpCardDialog open={open} onOpenChange={setOpen} providers={['coinbase', 'partna', 'capa']} />
 *   </>
 * )
 * ```
 */
export function OfframpCardDialog({ open, onOpenChange, ...card }: OfframpCardDialogProps): ReactNode {
  const source = useMessagesSource(useOfframpConfig({ config: card.config }))
  const { loaded } = useLoaded(source, loadNothing)
  const titleId = useId()
  const messages = loaded?.messages
  return (
    <ModalShell
      shown={open}
      onClose={() => onOpenChange(false)}
      texts={messages ?? source.button}
      title={<span id={titleId}>{messages?.panel.title ?? source.button.cashOut}</span>}
      close={messages?.panel.close ?? null}
      screen="card"
      light={false}
    >
      <OfframpCard aria-labelledby={titleId} {...card} heading={false} />
    </ModalShell>
  )
}
