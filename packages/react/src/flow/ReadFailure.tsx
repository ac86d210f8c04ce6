import type { OfframpError } from '@offrampkit/core'
import type { ReactNode } from 'react'
import type { OfframpMessages } from '../messages/messages.ts'
import { Button } from './Actions.tsx'
import { ErrorDetail } from './ErrorDetail.tsx'
import { Icon } from './Icon.tsx'

/** Nothing could be read, and what helps. */
export function ReadFailure(props: {
  error: OfframpError
  messages: OfframpMessages
  busy: boolean
  retry(): void
}): ReactNode {
  const { error, messages, busy, retry } = props
  const { title, body } = messages.errors[error.code]
  return (
    <>
      <div className="ofk-trouble" role="alert">
        <Icon name="alert" />
        <div>
          <p className="ofk-strong">{title}</p>
          <p>{body}</p>
          <ErrorDetail error={error} messages={messages} codeOnly />
        </div>
      </div>
      <div className="ofk-actions">
        <Button onClick={retry} busy={busy} variant="quiet">
          {messages.actions.tryAgain}
        </Button>
      </div>
    </>
  )
}
