import { evmChainId, isNative } from '@offrampkit/core'
import type { DepositInstruction, Difference } from '@offrampkit/core/deposit'
import { formatAmount } from '@offrampkit/core/money'
import { staysOpen } from '@offrampkit/core/order'
import type { Preflight } from '@offrampkit/deposit'
import type { ReactNode } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { Address } from './Address.tsx'
import { Bone } from './Bone.tsx'
import { Countdown } from './Countdown.tsx'
import { Row } from './Row.tsx'
import { factsOf } from './saleFacts.ts'
import { sendUntil } from './sendingTime.ts'
import { useReceive } from './useReceive.ts'

interface ReviewDetailsProps {
  instruction: DepositInstruction
  preflight: Preflight | null
  view: SaleView
}

/** Every field that is sent, in full. What differs from what was asked for is marked. */
export function ReviewDetails({ instruction, preflight, view }: ReviewDetailsProps): ReactNode {
  const { config, messages, status } = view
  const { review } = messages
  const { asset, differences, memo, receiveAtLeast, to, units } = instruction
  const networkName = (id: string) =>
    config.registry.networks.find((network) => network.id === id)?.name ?? id
  const find = (field: Difference['field']) => differences.find((one) => one.field === field)
  const receive = useReceive(view)
  const coin = config.registry.assets.find((one) => one.network === asset.network && isNative(one))
  const asked = find('amount')
  const until = sendUntil(view, instruction)
  const askedNetwork = find('network')
  return (
    <>
      {differences.length > 0 && <p className="ofk-changed">{review.changed}</p>}
      {status && staysOpen(status.order.capabilities) && (
        <p className="ofk-changed">{review.payOnce(factsOf(view).provider)}</p>
      )}
      <dl className="ofk-rows">
        <Row
          label={review.amount}
          asked={asked && review.asked(messages.asset(asked.asked, find('asset')?.asked ?? asset.symbol))}
        >
          <strong className="ofk-strong">
            {messages.asset(formatAmount(units, asset.decimals), asset.symbol)}
          </strong>
        </Row>
        <Row label={review.asset} asked={find('asset') && review.asked(find('asset')?.asked ?? '')}>
          {asset.name}
        </Row>
        <Row label={review.network} asked={askedNetwork && review.asked(networkName(askedNetwork.asked))}>
          {networkName(asset.network)}
        </Row>
        <Row label={review.to} wide>
          <Address value={to} evm={evmChainId(asset.network) !== null} />
          <p className="ofk-fine">{review.checkAddress}</p>
        </Row>
        {memo !== null && <Row label={review.memo}>{memo}</Row>}
        {status && (
          <Row label={review.from}>
            <span className="ofk-mono" title={status.order.sender}>
              {`${status.order.sender.slice(0, 6)}…${status.order.sender.slice(-4)}`}
            </span>
          </Row>
        )}
        {receive.text !== null && (
          <Row label={receive.floor ? review.atLeast : messages.panel.youReceive}>{receive.text}</Row>
        )}
        <Row label={review.gas}>
          {!preflight ? (
            <Bone />
          ) : coin ? (
            messages.asset(gasOf(preflight.gasCost, coin.decimals), coin.symbol)
          ) : (
            '—'
          )}
        </Row>
        {until !== null && (
          <Row label={review.timeLeft}>
            <Countdown view={view} until={until} />
          </Row>
        )}
      </dl>
      {receiveAtLeast && status?.order.capabilities.refunds === 'to_provider_balance' && (
        <p className="ofk-fine">{review.atLeastNote}</p>
      )}
    </>
  )
}

/** At most eight digits after the point; the rest of a fee is dust. */
function gasOf(wei: bigint, decimals: number): string {
  const [whole = '0', fraction = ''] = formatAmount(wei, decimals).split('.')
  return fraction === '' ? whole : `${whole}.${fraction.slice(0, 8)}`
}
