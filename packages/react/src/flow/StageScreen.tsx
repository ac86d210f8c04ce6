import type { ReactNode } from 'react'
import type { ScreenName } from '../sale/screen.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { Actions } from './Actions.tsx'
import { Bone } from './Bone.tsx'
import { Confirmations } from './Confirmations.tsx'
import { Emblem } from './Emblem.tsx'
import { ErrorDetail } from './ErrorDetail.tsx'
import { Foot } from './Foot.tsx'
import { astrayTransfer, factsOf, isUnconfirmed, textOf } from './saleFacts.ts'

/** Where somebody may have to ask support. */
const withOrderId: ReadonlySet<ScreenName> = new Set([
  'needs_attention',
  'credited',
  'expired_unknown',
  'declared',
  'ended_by_hand',
])

/** A screen of words: what happened, what to do, and what the money does. */
export function StageScreen({ view, children }: { view: SaleView; children?: ReactNode }): ReactNode {
  const { messages, phase, screen, status, statusError, windowClosed } = view
  const { title, body } = textOf(view)
  const astray = astrayTransfer(view)
  if (screen === 'loading') return <Skeleton view={view} />
  const error =
    screen === 'stopped' && phase.name === 'stopped'
      ? phase.error
      : screen === 'unreachable'
        ? statusError
        : null
  return (
    <>
      <Emblem screen={screen} />
      <h3 className="ofk-title">{title}</h3>
      <p className="ofk-body">{body}</p>
      {isUnconfirmed(view) ? (
        <p className="ofk-body">{messages.open.unconfirmed(factsOf(view).provider)}</p>
      ) : (
        windowClosed &&
        (screen === 'at_provider' || screen === 'preparing') && (
          <p className="ofk-body">{messages.open.closed}</p>
        )
      )}
      {error && <ErrorDetail error={error} messages={messages} />}
      {screen === 'included' && <Confirmations view={view} />}
      {withOrderId.has(screen) && status && (
        <p className="ofk-fine">
          {messages.panel.orderId} <code className="ofk-code">{status.order.orderId}</code>
        </p>
      )}
      {screen === 'credited' && status?.status.kind === 'credited' && (
        <p className="ofk-fine">
          {messages.panel.providerNumber(factsOf(view).provider)}{' '}
          <code className="ofk-code">{status.status.rowId}</code>
        </p>
      )}
      {screen === 'needs_attention' && astray && (
        <p className="ofk-fine">
          {messages.panel.transactionHash} <code className="ofk-code">{astray.txHash}</code>
        </p>
      )}
      {children}
      <Actions view={view} />
    </>
  )
}

/** As high as the screen that follows. What it waits for is said by the panel's status line. */
function Skeleton({ view }: { view: SaleView }): ReactNode {
  return (
    <>
      <div className="ofk-emblem" data-tone="calm">
        <Bone />
      </div>
      <p className="ofk-title">
        <Bone />
      </p>
      <p className="ofk-body">
        <Bone /> <Bone />
      </p>
      <Foot view={view} />
    </>
  )
}
