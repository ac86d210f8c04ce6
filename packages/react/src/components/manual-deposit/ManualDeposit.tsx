'use client'
import type { DepositInstruction } from '@offrampkit/core/deposit'
import { staysOpen } from '@offrampkit/core/order'
import type { PaymentUri } from '@offrampkit/core/payment'
import { type ReactNode, useMemo, useState } from 'react'
import { Button } from '../../flow/Actions.tsx'
import { Foot } from '../../flow/Foot.tsx'
import { Icon } from '../../flow/Icon.tsx'
import { factsOf, textOf } from '../../flow/saleFacts.ts'
import { sendUntil } from '../../flow/sendingTime.ts'
import { runtimeOf } from '../../runtime/runtime.ts'
import type { SaleView } from '../../sale/useSaleView.ts'
import { DepositLines } from './DepositLines.tsx'
import { QrCode } from './QrCode.tsx'
import { useTimeUp } from './useTimeUp.ts'

/** What is loaded beside this panel: the checks of addresses bring libraries of their own. */
export type Payment = Pick<typeof import('@offrampkit/core/payment'), 'paymentUri' | 'readOtherAddress'>

export interface ManualDepositProps {
  view: SaleView
  instruction: DepositInstruction
  payment: Payment
  /** The user said that they sent it: what was to be sent is folded away, and nothing is asked. */
  declared?: boolean
}

/**
 * A deposit for a wallet that this kit does not see: what to send, where, until when, as text, as a link and as a QR code.
 * An address that its network would not take is not shown at all; one whose time is over is not shown any more.
 */
export function ManualDeposit(props: ManualDepositProps): ReactNode {
  const { view, instruction, payment, declared = false } = props
  const { config, messages, status } = view
  const { byHand, errors, review } = messages
  const { asset, digest, to } = instruction
  const [address, uri] = useMemo(() => {
    const { asset, to } = instruction
    return [payment.readOtherAddress(asset.network, to), uriOf(payment, instruction)]
  }, [payment, instruction])
  const [first] = useState(digest)
  const until = sendUntil(view, instruction)
  const isUp = useTimeUp(runtimeOf(config).clock, until)
  const { provider, network } = factsOf(view)

  const lines = address && !isUp() && (
    <DepositLines
      key={digest}
      view={view}
      instruction={instruction}
      checked={address.checked}
      until={until}
      isUp={isUp}
    />
  )
  if (declared)
    return (
      lines && (
        <details className="ofk-details">
          <summary>{byHand.details}</summary>
          {lines}
        </details>
      )
    )
  const { title, body } = !address ? errors.invalid_address : lines ? textOf(view) : byHand.over
  return (
    <>
      <div className="ofk-words" role={lines ? undefined : 'alert'}>
        <h3 className="ofk-title">{title}</h3>
        <p className="ofk-body">{body}</p>
      </div>
      {lines && (
        <>
          {digest !== first && (
            <p className="ofk-changed" role="alert">
              {byHand.changed}
            </p>
          )}
          <p className="ofk-notice">
            <Icon name="alert" />
            <span>{byHand.only(asset.symbol, network)}</span>
          </p>
          {status && staysOpen(status.order.capabilities) && (
            <p className="ofk-changed">{review.payOnce(provider)}</p>
          )}
          {lines}
          <QrCode text={uri ?? to} label={byHand.code(uri !== null)} note={byHand.codeNote(uri !== null)} />
          {uri && (
            <a
              className="ofk-button"
              data-variant="quiet"
              href={uri}
              onClick={(e) => isUp() && e.preventDefault()}
            >
              {byHand.openInWallet}
            </a>
          )}
        </>
      )}
      {address ? <Declare view={view} note={byHand.sentNote(provider)} /> : <Refused view={view} />}
    </>
  )
}

/** Under an address that is none: what to tell support, and a look at what the provider says now. */
function Refused({ view }: { view: SaleView }): ReactNode {
  const { messages, orderId, reading } = view
  return (
    <>
      <p className="ofk-fine">
        {messages.panel.orderId} <code className="ofk-code">{orderId}</code>
      </p>
      <Foot view={view}>
        <Button onClick={view.checkAgain} busy={reading}>
          {reading ? messages.actions.checking : messages.actions.checkAgain}
        </Button>
      </Foot>
    </>
  )
}

/** The user's word, which proves nothing: it is a reason to look, and to ask for the deposit no more. */
function Declare({ view, note }: { view: SaleView; note: string }): ReactNode {
  const { byHand } = view.messages
  const [saying, setSaying] = useState<boolean | 'failed'>(false)
  return (
    <>
      <p className="ofk-fine">{note}</p>
      <Foot view={view} trouble={saying === 'failed' && <p role="alert">{byHand.notTold}</p>}>
        <Button
          variant="quiet"
          busy={saying === true}
          disabled={saying === true}
          onClick={() => {
            setSaying(true)
            view.declare().then(
              () => setSaying(false),
              () => setSaying('failed'),
            )
          }}
        >
          {byHand.sent}
        </Button>
      </Foot>
    </>
  )
}

/** A link that cannot be written is left out: the lines say everything. */
function uriOf({ paymentUri }: Payment, instruction: DepositInstruction): PaymentUri | null {
  try {
    return paymentUri(instruction)
  } catch {
    return null
  }
}
