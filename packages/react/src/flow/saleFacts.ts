import { evmNetwork } from '@offrampkit/core'
import { formatAmount } from '@offrampkit/core/money'
import {
  astrayOf,
  depositsAt,
  identityOf,
  provenUnsent,
  type RowFacts,
  rowField,
  type TransferFacts,
  valuesOf,
} from '@offrampkit/core/order'
import type { AstrayFacts, StageFacts, StageText } from '../messages/messages.ts'
import type { OfframpStatus } from '../order/offrampStatus.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { stageText } from './stageText.ts'

/** An order and what is said of it: all of a sale that the words are about. */
export type SeenOrder = Pick<SaleView, 'config' | 'messages' | 'sale' | 'status'>

/** An order as it is on show somewhere: without what only a sale under way has. */
export type OrderInView = SeenOrder & Pick<SaleView, 'online' | 'phase' | 'screen' | 'statusError'>

/** What is sold: what the provider told once it has, otherwise what was asked for. */
export function requestOf({ sale, status }: Pick<SeenOrder, 'sale' | 'status'>) {
  const request = status?.order.request
  const network = request?.network ?? sale.network ?? evmNetwork(sale.chainId ?? 0)
  const told = status?.binding.state === 'ready' ? status.binding.instruction : null
  return {
    provider: status?.order.provider ?? sale.provider,
    asset: told?.asset.symbol ?? request?.asset ?? sale.asset,
    // Written as the wallet writes it: a provider tells 25 first and 25.000000 a moment later, and nothing may seem to change.
    amount: told ? formatAmount(told.units, told.asset.decimals) : (request?.amount ?? sale.amount),
    network: told?.asset.network ?? network,
    cashoutCurrency: request?.cashoutCurrency ?? sale.cashoutCurrency,
    // An order without a method has none: the page's choice is another sale's.
    method: request ? request.method : sale.method,
  }
}

/** What a price is asked for: the order's own request as soon as there is one, and nothing of what the page has chosen since. */
export function pricedOf({ sale, status }: SaleView) {
  return status ? { provider: status.order.provider, ...status.order.request } : sale
}

/** What the texts of a stage speak of. */
export function factsOf(view: SeenOrder): StageFacts {
  const { config, messages, status } = view
  const { provider, asset, amount, network } = requestOf(view)
  const paid = status?.status.kind === 'paid' ? status.status.payout : null
  return {
    provider: messages.provider(provider),
    amount: messages.asset(amount, asset),
    asset,
    network: config.registry.network(network)?.name ?? network,
    payout: paid && messages.cash(paid),
    refunds: status?.order.capabilities.refunds ?? 'none',
    reason: endReason(view),
    astray: astrayFacts(view),
    blind: status?.unreadable != null && status.attempts.length === 0,
    asks: status?.order.capabilities.instructionFrom === 'create',
  }
}

/** Why the provider ended the order. With coins there it is the row that tells. */
function endReason({ status: seen }: SeenOrder): string | null {
  if (!seen) return null
  const { status, order } = seen
  if (status.kind === 'failed') return status.reason
  const row = status.kind === 'credited' ? order.facts.rows[status.rowId] : undefined
  return row ? rowField(row, 'reason') : null
}

/** The transaction of this order that is not what was asked for. */
export function astrayTransfer({ status }: Pick<SeenOrder, 'status'>): TransferFacts | null {
  return (status && astrayOf(status.order.facts)[0]) ?? null
}

function astrayFacts(view: SeenOrder): AstrayFacts | null {
  const { config, messages } = view
  const seen = astrayTransfer(view)
  const [differs] = valuesOf(seen?.differs)
  if (!seen || !differs) return null
  const asset = config.registry.asset(seen.network, seen.asset)
  return {
    differs,
    amount: asset && messages.asset(formatAmount(BigInt(seen.units), asset.decimals), asset.symbol),
    from: seen.from,
    to: seen.to,
    network: config.registry.network(seen.network)?.name ?? seen.network,
  }
}

/** Title and body of the screen. */
export function textOf(view: SaleView): StageText {
  const { messages, phase, screen, statusError } = view
  switch (screen) {
    case 'opening':
      return { title: messages.panel.opening, body: messages.stages.preparing(factsOf(view)).body }
    case 'redirecting':
      return { title: messages.open.redirecting, body: messages.stages.at_provider(factsOf(view)).body }
    case 'form':
      return { title: phase.name === 'form' ? phase.step.title : '', body: '' }
    case 'link': {
      const { linkBody, linkTitle, continueWith } = messages.open
      // No window was tried after a form, or where the page may only be embedded: then none was blocked.
      const blocked = phase.name === 'link' && phase.blocked
      return { title: blocked ? linkTitle : continueWith(factsOf(view).provider), body: linkBody }
    }
    case 'stopped':
      return phase.name === 'stopped' ? messages.errors[phase.error.code] : messages.errors.internal
    case 'loading':
      return { title: messages.panel.loading, body: '' }
    case 'unreachable':
      return messages.errors[statusError?.code ?? 'backend_unreachable']
    default:
      return stageText(messages, screen, factsOf(view))
  }
}

/** There is an order at the provider, and nobody knows whether the user has confirmed it. */
export function isUnconfirmed({ screen, status }: SaleView): boolean {
  return screen === 'at_provider' && status?.status.kind === 'awaiting_deposit'
}

/** The transaction that carries the deposit, as far as anybody knows; what only looks like it is none. */
export function depositHash({ status }: Pick<SeenOrder, 'status'>): string | null {
  if (!status) return null
  const { status: told, attempts } = status
  if ('txHash' in told && told.txHash) return told.txHash
  // A try that is proven to have sent nothing may have a hash too: of what failed.
  const asked = attempts.findLast((attempt) => attempt.txHash && !provenUnsent(attempt))
  return seenDeposit(status)?.txHash ?? asked?.txHash ?? ownRowHash(status)
}

/** On the order's network, from its sender, of its units, to an address that one of its own rows named. */
function seenDeposit({ binding, order }: OfframpStatus): TransferFacts | undefined {
  const instruction = binding.state === 'ready' ? binding.instruction : null
  const network = instruction?.asset.network ?? order.request.network
  const addresses = ownRows(order).flatMap((row) => valuesOf(row.fields.to))
  return depositsAt(order, addresses).find(
    (transfer) =>
      transfer.network === network &&
      valuesOf(transfer.differs).length === 0 &&
      (!instruction || BigInt(transfer.units) === instruction.units),
  )
}

function ownRowHash({ order }: OfframpStatus): string | null {
  const hashes = ownRows(order).map((row) => rowField(row, 'txHash'))
  return hashes.find((hash) => hash !== null) ?? null
}

function ownRows(order: OfframpStatus['order']): RowFacts[] {
  const rows = Object.entries(order.facts.rows)
  return rows.filter(([rowId, row]) => identityOf(rowId, row, order) === 'ours').map(([, row]) => row)
}
