import type { OfframpError } from '@offrampkit/core'
import type { ReactNode } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { Button } from './Actions.tsx'
import { ErrorDetail } from './ErrorDetail.tsx'
import { Foot } from './Foot.tsx'
import { Icon } from './Icon.tsx'
import { ReviewDetails } from './ReviewDetails.tsx'
import { SwitchNetwork } from './SwitchNetwork.tsx'
import { factsOf, textOf } from './saleFacts.ts'

/** Look, then send: the first click checks and shows everything, the second asks the wallet. */
export function ReviewScreen({ view }: { view: SaleView }): ReactNode {
  const { deposit, messages, status } = view
  const { review } = messages
  const { title, body } = textOf(view)
  if (status?.binding.state !== 'ready') return null
  const { instruction } = status.binding
  const rejected = deposit.state === 'answered' && deposit.attempt.phase === 'rejected'
  if (deposit.state === 'idle' || deposit.state === 'answered')
    return (
      <>
        <h3 className="ofk-title">{title}</h3>
        <p className="ofk-body">{rejected ? review.rejected : body}</p>
        <Foot view={view}>
          <Button onClick={deposit.arm}>{review.review}</Button>
        </Foot>
      </>
    )
  const error = deposit.state === 'failed' ? deposit.error : null
  return (
    <>
      <h3 className="ofk-title">{title}</h3>
      <ReviewDetails
        instruction={instruction}
        preflight={deposit.state === 'ready' ? deposit.armed.preflight : null}
        view={view}
      />
      <Foot view={view} trouble={error && <Trouble view={view} error={error} sender={status.order.sender} />}>
        {error?.code === 'wrong_network' ? (
          <SwitchNetwork view={view} network={instruction.asset.network} />
        ) : error ? (
          <Button onClick={deposit.arm}>{messages.actions.checkAgain}</Button>
        ) : (
          <Button
            onClick={deposit.send}
            disabled={deposit.state !== 'ready'}
            busy={deposit.state === 'checking'}
          >
            {deposit.state === 'ready' ? review.send(factsOf(view).amount) : review.checking}
          </Button>
        )}
      </Foot>
    </>
  )
}

/** Why it cannot be sent, and what to do. */
function Trouble(props: { view: SaleView; error: OfframpError; sender: string }): ReactNode {
  const { error, sender, view } = props
  const { errors, wallet } = view.messages
  const { title, body } = errors[error.code]
  return (
    <div className="ofk-trouble" role="alert">
      <Icon name="alert" />
      <div>
        <strong>{title}</strong>
        <p>{error.code === 'wrong_account' ? wallet.wrongAccount(sender) : body}</p>
        <ErrorDetail error={error} messages={view.messages} codeOnly />
      </div>
    </div>
  )
}
