import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import type { OrderInView } from './saleFacts.ts'

/** What may make the screen out of date. */
export function Notices({ view }: { view: OrderInView }): ReactNode {
  const { messages, online, screen, status, statusError } = view
  if (!online)
    return (
      <Notice>
        <strong>{messages.offline.title}.</strong> {messages.offline.body}
      </Notice>
    )
  if (statusError && status) {
    const { title } = messages.errors[statusError.code]
    return <Notice>{messages.stale(`${title}.`)}</Notice>
  }
  if (status?.order.stale && !status.stage.terminal)
    return <Notice>{messages.stale(`${messages.errors.provider_unavailable.title}.`)}</Notice>
  if (status?.unreadable === 'no_ledger_row') return <Notice>{messages.elsewhere}</Notice>
  if (status?.unreadable && screen !== 'paid') return <Notice>{messages.unreadable}</Notice>
  return null
}

export function Notice({ children }: { children: ReactNode }) {
  return (
    <p className="ofk-notice" role="status">
      <Icon name="alert" />
      <span>{children}</span>
    </p>
  )
}
