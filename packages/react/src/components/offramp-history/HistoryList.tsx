'use client'
import { type ReactNode, useMemo } from 'react'
import { Button } from '../../flow/Actions.tsx'
import { Notice } from '../../flow/Notices.tsx'
import { ReadFailure } from '../../flow/ReadFailure.tsx'
import { useOfframpHistory } from '../../hooks/useOfframpHistory.ts'
import type { OfframpMessages } from '../../messages/messages.ts'
import { useOnline } from '../../runtime/useOnline.ts'
import { HistoryRow } from './HistoryRow.tsx'
import { HistorySection } from './HistorySection.tsx'
import type { OfframpHistoryProps, OfframpHistoryState } from './historyProps.ts'

/** The list itself: its code is loaded when it is first shown. */
export function HistoryList(props: OfframpHistoryProps & { messages: OfframpMessages }): ReactNode {
  const { messages, row, empty } = props
  const { config } = props
  const { data, error, hasNextPage, isFetchingNextPage, isFetching, fetchNextPage, refetch } =
    useOfframpHistory({ config })
  const online = useOnline()
  // Whoever is signed in as somebody else, or not any more, sees nothing of it from memory.
  const known = error?.code === 'unauthenticated' || error?.code === 'forbidden' ? undefined : data
  const items = useMemo(() => known?.pages.flatMap((page) => page.items) ?? [], [known])
  const state: OfframpHistoryState = known
    ? items.length === 0
      ? 'empty'
      : 'listed'
    : error
      ? 'failed'
      : 'loading'
  const { history } = messages
  const retry = () => void refetch()
  return (
    <HistorySection
      {...props}
      state={state}
      label={history.title}
      locale={messages.locale}
      dir={messages.dir}
    >
      {!online && (
        <Notice>
          <strong>{messages.offline.title}.</strong> {messages.offline.body}
        </Notice>
      )}
      {online && known && error && <Notice>{messages.stale(`${messages.errors[error.code].title}.`)}</Notice>}
      {state === 'loading' && (
        <p className="ofk-announce" role="status">
          {history.loading}
        </p>
      )}
      {state === 'failed' && error && (
        <ReadFailure error={error} messages={messages} busy={isFetching} retry={retry} />
      )}
      {state === 'empty' &&
        (empty ?? (
          <div className="ofk-empty">
            <p className="ofk-title">{history.empty.title}</p>
            <p className="ofk-body">{history.empty.body}</p>
          </div>
        ))}
      {state === 'listed' && (
        <ol className="ofk-entries">
          {items.map((item) => (
            <li key={item.order.orderId} className="ofk-entry" data-stage={item.stage.name}>
              {row ? row(item) : <HistoryRow {...props} item={item} online={online} />}
            </li>
          ))}
        </ol>
      )}
      {hasNextPage && known && (
        <div className="ofk-actions">
          <Button variant="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? history.loadingMore : history.more}
          </Button>
        </div>
      )}
    </HistorySection>
  )
}
