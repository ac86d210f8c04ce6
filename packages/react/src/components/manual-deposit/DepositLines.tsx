import { evmChainId } from '@offrampkit/core'
import type { DepositInstruction, Difference } from '@offrampkit/core/deposit'
import { formatAmount } from '@offrampkit/core/money'
import type { CheckedAddress } from '@offrampkit/core/payment'
import { type ReactNode, useState } from 'react'
import { Address } from '../../flow/Address.tsx'
import { Countdown } from '../../flow/Countdown.tsx'
import { Icon } from '../../flow/Icon.tsx'
import { factsOf } from '../../flow/saleFacts.ts'
import { useReceive } from '../../flow/useReceive.ts'
import type { Copyable } from '../../messages/byHandMessages.ts'
import type { SaleView } from '../../sale/useSaleView.ts'
import { copyText } from './copyText.ts'

interface DepositLinesProps {
  view: SaleView
  instruction: DepositInstruction
  checked: CheckedAddress['checked']
  until: number | null
  isUp(): boolean
}

/** Everything that is to be sent, in full, each part to be copied as it is. */
export function DepositLines({ view, instruction, checked, until, isUp }: DepositLinesProps): ReactNode {
  const { config, messages } = view
  const { byHand, review } = messages
  const { asset, from, memo, to, units } = instruction
  // Written as a wallet writes it, however many zeros the provider tells: both say the same units.
  const amount = formatAmount(units, asset.decimals)
  const networkName = (id: string) => config.registry.networks.find((one) => one.id === id)?.name ?? id
  const asked = (field: Difference['field']) =>
    instruction.differences.find((one) => one.field === field)?.asked
  const askedAmount = asked('amount') ?? (asked('asset') && amount)
  const askedNetwork = asked('network')
  const evm = evmChainId(asset.network) !== null
  const receive = useReceive(view)
  const floorKept = receive.floor && view.status?.order.capabilities.refunds === 'to_provider_balance'
  const [copied, setCopied] = useState<{ what: Copyable; done: boolean } | null>(null)

  const copy = (what: Copyable, text: string) => {
    const is = copied?.what === what && copied.done
    return (
      <button
        type="button"
        className="ofk-copy"
        data-copied={is ? '' : undefined}
        onClick={async ({ currentTarget }) => {
          if (isUp()) return
          // Said anew, also where the same is copied twice.
          setCopied(null)
          setCopied({ what, done: await copyText(text, currentTarget.parentElement ?? currentTarget) })
        }}
      >
        {is && <Icon name="check" />}
        {is ? byHand.copied[what] : byHand.copy[what]}
      </button>
    )
  }
  const said = copied && (copied.done ? byHand.copied[copied.what] : byHand.copyFailed)
  return (
    <>
      <dl className="ofk-rows">
        <div className="ofk-line ofk-pair">
          <dt className="ofk-label">{review.network}</dt>
          <dd>
            <bdi>{networkName(asset.network)}</bdi>
            {askedNetwork && <p className="ofk-changed">{review.asked(networkName(askedNetwork))}</p>}
          </dd>
          {until !== null && (
            <>
              <dt className="ofk-label">{review.timeLeft}</dt>
              <dd>
                <Countdown view={view} until={until} />
              </dd>
            </>
          )}
        </div>
        <Line
          label={review.amount}
          copy={copy('amount', amount)}
          note={byHand.exactly}
          warning={askedAmount && review.asked(`${askedAmount} ${asked('asset') ?? asset.symbol}`)}
        >
          {/* As it is copied: a comma between thousands is a point to some wallets. */}
          <bdi className="ofk-figure">{`${amount} ${asset.symbol}`}</bdi>
        </Line>
        <Line
          label={review.to}
          copy={copy('to', to)}
          note={checked === 'checksum' ? review.checkAddress : byHand.noChecksum}
        >
          <Address value={to} evm={evm} />
        </Line>
        {memo !== null && (
          <Line label={review.memo} copy={copy('memo', memo)} warning={byHand.memoNeeded}>
            <bdi className="ofk-memo">{memo}</bdi>
          </Line>
        )}
        {receive.text !== null && (
          <Line
            label={receive.floor ? review.atLeast : messages.panel.youReceive}
            {...(floorKept ? { note: review.atLeastNote } : {})}
          >
            <bdi>{receive.text}</bdi>
          </Line>
        )}
        {from !== null && (
          <Line label={byHand.from} note={byHand.fromNote(factsOf(view).provider)}>
            <Address value={from} evm={evm} />
          </Line>
        )}
      </dl>
      {copied?.done === false && <p className="ofk-changed">{byHand.copyFailed}</p>}
      <p className="ofk-announce" role="status">
        {said}
      </p>
    </>
  )
}

function Line(props: {
  label: string
  children: ReactNode
  copy?: ReactNode
  note?: string
  warning?: string | undefined
}): ReactNode {
  const { label, children, copy, note, warning } = props
  return (
    <div className="ofk-line">
      <dt className="ofk-label">{label}</dt>
      <dd>
        <div className="ofk-line-value">
          {children}
          {copy}
        </div>
        {warning && <p className="ofk-changed">{warning}</p>}
        {note && <p className="ofk-fine">{note}</p>}
      </dd>
    </div>
  )
}
