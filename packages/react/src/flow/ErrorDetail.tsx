import type { OfframpError } from '@offrampkit/core'
import type { ReactNode } from 'react'
import type { OfframpMessages } from '../messages/messages.ts'

/** What exactly went wrong, unless the words above say it already, and its code for whoever is asked for help. */
export function ErrorDetail(props: {
  error: OfframpError
  messages: OfframpMessages
  codeOnly?: boolean
}): ReactNode {
  const { codeOnly = false, error, messages } = props
  return (
    <p className="ofk-fine" data-code={error.code}>
      {/* What errors say of themselves, and what a server says, is English. */}
      {!codeOnly && (
        <>
          <bdi lang="en">{error.shortMessage}</bdi>{' '}
        </>
      )}
      <span className="ofk-errorcode">
        {messages.panel.errorCode} <code className="ofk-code">{error.code}</code>
      </span>
    </p>
  )
}
