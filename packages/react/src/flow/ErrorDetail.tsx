import type { OfframpError } from '@offrampkit/core'
import type { ReactNode } from 'react'
import type { OfframpMessages } from '../messages/messages.ts'

/** What exactly went wrong, and its code, for whoever is asked for help. */
export function ErrorDetail(props: { error: OfframpError; messages: OfframpMessages }): ReactNode {
  const { error, messages } = props
  return (
    <p className="ofk-fine" data-code={error.code}>
      {error.shortMessage}{' '}
      <span className="ofk-errorcode">
        {messages.panel.errorCode} <code className="ofk-code">{error.code}</code>
      </span>
    </p>
  )
}
