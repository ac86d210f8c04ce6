import { evmChainId } from '@offrampkit/core'
import type { DepositInstruction } from '@offrampkit/core/deposit'
import { formatAmount } from '@offrampkit/core/money'
import type { ReactNode } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { Address } from './Address.tsx'
import { Row } from './Row.tsx'

/** What the wallet has to show while it is asked, and that nothing else is asked of it. */
export function WalletLines({ view }: { view: SaleView }): ReactNode {
  const { config, messages } = view
  const { review, wallet } = messages
  const asked = askedOf(view)
  if (!asked) return <p className="ofk-fine">{wallet.onlyThis}</p>
  const { asset, to, units } = asked
  return (
    <>
      {/* Above the lines: below them it would be out of sight on a small screen. */}
      <p className="ofk-fine">{wallet.onlyThis}</p>
      <dl className="ofk-rows">
        <Row label={review.amount}>{messages.asset(formatAmount(units, asset.decimals), asset.symbol)}</Row>
        <Row label={review.network}>{config.registry.network(asset.network)?.name ?? asset.network}</Row>
        <Row label={review.to} wide>
          <Address value={to} evm={evmChainId(asset.network) !== null} />
        </Row>
      </dl>
    </>
  )
}

/** What the wallet was asked for: by this page, or by another one for the instruction that still stands. */
function askedOf({ deposit, status }: SaleView): DepositInstruction | null {
  if (deposit.state === 'prompting') return deposit.armed.instruction
  if (status?.binding.state !== 'ready') return null
  const { instruction } = status.binding
  const same = status.attempts.some(
    ({ phase, digest }) => phase === 'prompting' && digest === instruction.digest,
  )
  return same ? instruction : null
}
