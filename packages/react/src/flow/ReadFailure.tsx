import type { OfframpError } from '@offrampkit/core'
import type { ReactNode } from 'react'
import type { OfframpMessages } from '../messages/messages.ts'
import { Button } from './Actions.tsx'
import { Trouble } from './Trouble.tsx'

/** Nothing could be read, and what helps. */
export function ReadFailure(props: {
  error: OfframpError
  messages: OfframpMessages
  busy: boolean
  retry(): void
}): ReactNode {
  const { error, messages, busy, retry } = props
  return (
    <>
      <Trouble error={error} messages={messages} />
      <div className="ofk-actions">
        <Button onClick={retry} busy={busy} variant="quiet">
          {messages.actions.tryAgain}
        </Button>
      </div>
    </>
  )
}
