'use client'
import { type ReactNode, useId, useState } from 'react'
import { type ConfigParameter, useOfframpConfig } from '../../config/useOfframpConfig.ts'
import { Emblem } from '../../flow/Emblem.tsx'
import { looksOf } from '../../flow/looks.ts'
import { factsOf, type OrderInView } from '../../flow/saleFacts.ts'
import { stageText } from '../../flow/stageText.ts'
import { useOfframpStatus } from '../../hooks/useOfframpStatus.ts'
import type { OfframpMessages } from '../../messages/messages.ts'
import type { OfframpStatus } from '../../order/offrampStatus.ts'
import { saleOf } from '../../order/receipt.ts'
import type { OfframpHistoryProps } from './historyProps.ts'
import { OrderDetail } from './OrderDetail.tsx'

interface HistoryRowProps extends ConfigParameter, Pick<OfframpHistoryProps, 'onResume'> {
  item: OfframpStatus
  messages: OfframpMessages
  online: boolean
}

/** One order: what it is and where it stands. Opened, it is read closely and followed. */
export function HistoryRow({ config: given, item, messages, online, onResume }: HistoryRowProps): ReactNode {
  const config = useOfframpConfig({ config: given })
  const [open, setOpen] = useState(false)
  const [last, setLast] = useState(item)
  const detailId = useId()
  const { data, error } = useOfframpStatus({ config, orderId: open ? item.order.orderId : undefined })
  if (data && data !== last) setLast(data)
  // What was read closely stays, until the list knows of something newer.
  const status = data ?? (last.order.version >= item.order.version ? last : item)
  const { order, stage } = status
  const view: OrderInView = {
    config,
    messages,
    online,
    sale: saleOf(status),
    status,
    statusError: open ? error : null,
    screen: stage.name,
    phase: { name: 'following' },
  }
  const facts = factsOf(view)
  const { title, body } = stageText(messages, stage.name, facts)
  return (
    <>
      <button
        type="button"
        className="ofk-entry-head"
        aria-expanded={open}
        aria-controls={detailId}
        onClick={() => setOpen(!open)}
      >
        <Emblem screen={stage.name} small />
        <span className="ofk-entry-main">
          <bdi className="ofk-entry-amount">{facts.amount}</bdi>
          <span className="ofk-entry-state" data-tone={looksOf[stage.name].tone}>
            {title}
          </span>
          <span className="ofk-fine">
            <bdi>{facts.provider}</bdi> · <bdi>{facts.network}</bdi> ·{' '}
            <time dateTime={new Date(order.createdAt).toISOString()} suppressHydrationWarning>
              {messages.time(order.createdAt)}
            </time>
          </span>
        </span>
      </button>
      <div id={detailId} className="ofk-entry-detail" hidden={!open}>
        {open && <OrderDetail view={view} status={status} body={body} onResume={onResume} />}
      </div>
    </>
  )
}
