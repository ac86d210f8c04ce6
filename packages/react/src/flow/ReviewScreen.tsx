import type { ReactNode } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { Button } from './Actions.tsx'
import { Foot } from './Foot.tsx'
import { ReviewDetails } from './ReviewDetails.tsx'
import { SwitchNetwork } from './SwitchNetwork.tsx'
import { factsOf, textOf } from './saleFacts.ts'
import { Trouble } from './Trouble.tsx'

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
      <Foot
        view={view}
        trouble={error && <Trouble error={error} messages={messages} sender={status.order.sender} />}
      >
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
