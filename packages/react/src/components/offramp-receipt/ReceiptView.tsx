'use client'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useOfframpConfig } from '../../config/useOfframpConfig.ts'
import { Button } from '../../flow/Actions.tsx'
import { Emblem } from '../../flow/Emblem.tsx'
import { MoneyLine } from '../../flow/MoneyLine.tsx'
import { Notice, Notices } from '../../flow/Notices.tsx'
import { ReadFailure } from '../../flow/ReadFailure.tsx'
import { factsOf, type OrderInView } from '../../flow/saleFacts.ts'
import { speaksAlone, stageText } from '../../flow/stageText.ts'
import { useOfframpStatus } from '../../hooks/useOfframpStatus.ts'
import type { OfframpMessages } from '../../messages/messages.ts'
import type { OfframpStatus } from '../../order/offrampStatus.ts'
import { receiptOf, saleOf } from '../../order/receipt.ts'
import { useOnline } from '../../runtime/useOnline.ts'
import { copyText } from '../manual-deposit/copyText.ts'
import { printAlone } from './printAlone.ts'
import { ReceiptLines } from './ReceiptLines.tsx'
import { ReceiptSection } from './ReceiptSection.tsx'
import { receiptLines, receiptText } from './receiptLines.ts'
import type { OfframpReceiptProps } from './receiptProps.ts'

type ReceiptViewProps = OfframpReceiptProps & { messages: OfframpMessages }

/** Reads the order, and follows it for as long as it goes on. */
export function ReceiptView(props: ReceiptViewProps): ReactNode {
  const { messages, orderId } = props
  const config = useOfframpConfig({ config: props.config })
  const online = useOnline()
  const { data: known, error, isFetching, refetch } = useOfframpStatus({ config, orderId })
  // Whoever is told that there is no such order may be somebody else by now.
  const hidden = error && ['not_found', 'unauthenticated', 'forbidden'].includes(error.code)
  const status = hidden ? undefined : known
  if (!status)
    return (
      <ReceiptSection
        {...props}
        locale={messages.locale}
        dir={messages.dir}
        state={error ? 'failed' : 'loading'}
      >
        {error ? (
          <ReadFailure error={error} messages={messages} busy={isFetching} retry={() => void refetch()} />
        ) : (
          <p className="ofk-announce" role="status">
            {messages.receipt.loading}
          </p>
        )}
      </ReceiptSection>
    )
  const view: OrderInView = {
    config,
    messages,
    online,
    sale: saleOf(status),
    status,
    statusError: error,
    screen: status.stage.name,
    phase: { name: 'following' },
  }
  return <Known {...props} view={view} status={status} />
}

function Known(props: ReceiptViewProps & { view: OrderInView; status: OfframpStatus }): ReactNode {
  const { messages, status, view } = props
  const { receipt: words } = messages
  const [said, setSaid] = useState<string | null>(null)
  const paper = useRef<HTMLDivElement>(null)
  const titleId = useId()
  const receipt = receiptOf(status, view.config)
  const lines = receiptLines(receipt, messages)
  const { title: stage, body } = stageText(messages, receipt.stage, factsOf(view))
  const title = receipt.paid ? words.title : words.notPaidTitle
  const asOf = receipt.paid ? null : words.asOf(messages.time(receipt.asOf))
  const note = [receipt.paid ? null : words.notPaid, asOf].filter((part) => part !== null).join(' ')

  async function share(near: Element) {
    const text = receiptText(title, [stage, note].filter(Boolean).join('\n'), lines)
    setSaid(null)
    try {
      if (typeof navigator.share === 'function') return await navigator.share({ title, text })
    } catch (error) {
      // Whoever closed it wants neither this nor a copy.
      if (error instanceof Error && error.name === 'AbortError') return
    }
    setSaid((await copyText(text, near)) ? words.copied : messages.byHand.copyFailed)
  }

  return (
    <ReceiptSection
      {...props}
      state={receipt.paid ? 'paid' : 'unpaid'}
      stage={receipt.stage}
      locale={messages.locale}
      dir={messages.dir}
      labelledBy={titleId}
    >
      <div ref={paper} className="ofk-paper">
        <Emblem screen={receipt.stage} />
        <h3 id={titleId} className="ofk-title">
          {title}
        </h3>
        <p className="ofk-strong">{stage}</p>
        {!receipt.paid && speaksAlone(status.stage) && <p className="ofk-body">{body}</p>}
        {!receipt.paid && <Notice>{note}</Notice>}
        <Notices view={view} />
        <ReceiptLines lines={lines} />
        {!receipt.paid && <MoneyLine view={view} />}
      </div>
      <div className="ofk-actions">
        <Button variant="quiet" onClick={() => paper.current && printAlone(paper.current)}>
          {words.print}
        </Button>
        <Button variant="quiet" onClick={() => void share(paper.current ?? document.body)}>
          {words.share}
        </Button>
      </div>
      <p className="ofk-fine" role="status">
        {said}
      </p>
    </ReceiptSection>
  )
}
