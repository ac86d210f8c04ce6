'use client'
import type { NextAction } from '@offrampkit/core/order'
import { type ReactNode, useState } from 'react'
import { useMessagesSource } from '../../config/useMessagesSource.ts'
import { Button } from '../../flow/Actions.tsx'
import { ModalShell } from '../../flow/ModalShell.tsx'
import { MoneyLine } from '../../flow/MoneyLine.tsx'
import { Notices } from '../../flow/Notices.tsx'
import type { OrderInView } from '../../flow/saleFacts.ts'
import { speaksAlone } from '../../flow/stageText.ts'
import { Timeline } from '../../flow/Timeline.tsx'
import type { OfframpStatus } from '../../order/offrampStatus.ts'
import { receiptOf } from '../../order/receipt.ts'
import { OfframpDialog } from '../offramp-dialog/OfframpDialog.tsx'
import { OfframpReceipt } from '../offramp-receipt/OfframpReceipt.tsx'
import { ReceiptLines } from '../offramp-receipt/ReceiptLines.tsx'
import { receiptLines } from '../offramp-receipt/receiptLines.ts'

/** Where the user has something to do. */
const waits: ReadonlySet<NextAction> = new Set<NextAction>([
  'open_provider',
  'review',
  'send_by_hand',
  'confirm_in_wallet',
  'check_again',
])

interface OrderDetailProps {
  view: OrderInView
  status: OfframpStatus
  /** What the stage means, below its title. */
  body: string
  onResume: ((order: OfframpStatus) => void) | undefined
}

/** One order opened: its steps, what they mean, its numbers, and what can be done. */
export function OrderDetail({ view, status, body, onResume }: OrderDetailProps): ReactNode {
  const { config, messages, sale } = view
  const { button } = useMessagesSource(config)
  const { order, stage } = status
  const [shown, setShown] = useState<'sale' | 'receipt' | null>(null)
  const show = (what: 'sale' | 'receipt') => (open: boolean) => setShown(open ? what : null)
  const { receipt } = messages
  const numbers = receiptLines(receiptOf(status, config), messages).filter(({ number }) => number)
  return (
    <>
      <Notices view={view} />
      <Timeline view={view} />
      {speaksAlone(stage) && body !== '' && <p className="ofk-body">{body}</p>}
      <ReceiptLines lines={numbers} />
      <MoneyLine view={view} />
      <div className="ofk-actions">
        {!stage.terminal && (
          <Button onClick={() => (onResume ? onResume(status) : setShown('sale'))}>
            {waits.has(stage.next) ? button.resume : button.view}
          </Button>
        )}
        <Button variant="quiet" onClick={() => setShown('receipt')}>
          {status.status.kind === 'paid' ? receipt.title : receipt.notPaidTitle}
        </Button>
      </div>
      {!onResume && (
        <OfframpDialog
          {...sale}
          config={config}
          orderId={order.orderId}
          open={shown === 'sale'}
          onOpenChange={show('sale')}
        />
      )}
      <ModalShell
        shown={shown === 'receipt'}
        onClose={() => setShown(null)}
        texts={messages}
        title={messages.panel.title}
        close={messages.panel.close}
        screen="receipt"
        light
      >
        <OfframpReceipt orderId={order.orderId} config={config} />
      </ModalShell>
    </>
  )
}
