import type { OfframpError } from '@offrampkit/core'
import type { ReactNode } from 'react'
import type { OfframpMessages } from '../messages/messages.ts'
import { ErrorDetail } from './ErrorDetail.tsx'
import { Icon } from './Icon.tsx'

interface TroubleProps {
  error: OfframpError
  messages: OfframpMessages
  /** The account that the order belongs to. */
  sender?: string | undefined
}

/** What went wrong, and what to do. */
export function Trouble(props: TroubleProps): ReactNode {
  return (
    <div className="ofk-trouble" role="alert">
      <TroubleWords {...props} />
    </div>
  )
}

/** The same, inside of an element that draws the eye. */
export function TroubleWords(props: TroubleProps & { children?: ReactNode }): ReactNode {
  const { children, error, messages, sender } = props
  const { title, body } = messages.errors[error.code]
  const other = error.code === 'wrong_account' && sender !== undefined
  return (
    <>
      <Icon name="alert" />
      <div>
        <p className="ofk-strong">{title}</p>
        <p>{other ? messages.wallet.wrongAccount(sender) : body}</p>
        {children}
        <ErrorDetail error={error} messages={messages} codeOnly />
      </div>
    </>
  )
}
