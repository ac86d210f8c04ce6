import { evmNetwork } from '@offrampkit/core'
import type { OrderEvent, RowEvent, RowState } from '@offrampkit/core/order'
import type { DepositLine, SaleLine } from './ownApi.ts'

/** A word that is not here is `unknown` to the kit: it neither advances nor fails an order. */
const states: Readonly<Record<DepositLine['step'], RowState>> = {
  soon: 'pending',
  send: 'waiting',
  paid: 'paid',
  unsold: 'failed',
  lapsed: 'expired',
  unclear: 'unknown',
}

/** One line of the server's log as an event of the kit. What it does not say stays unsaid: nothing is filled in. */
export function eventOf(line: SaleLine): OrderEvent {
  const at = Date.parse(line.at)
  if (line.what !== 'deposit')
    return { type: line.what === 'back' ? 'returned' : 'opened', at, source: 'server' }
  const [amount, amountCurrency] = line.send?.split(' ') ?? []
  const [payout, payoutCurrency] = line.gets?.split(' ') ?? []
  const [receiveAtLeast, receiveAtLeastCurrency] = line.atLeast?.split(' ') ?? []
  const fields = {
    ...{ asset: line.coin, to: line.to, from: line.from, txHash: line.tx },
    ...{ amount, amountCurrency, payout, payoutCurrency, receiveAtLeast, receiveAtLeastCurrency },
    network: line.chain === undefined ? undefined : evmNetwork(line.chain),
    createdAt: line.since === undefined ? undefined : String(Date.parse(line.since)),
  }
  const told = Object.entries(fields).filter(([, value]) => value !== undefined)
  const state = line.tx && (line.step === 'soon' || line.step === 'send') ? 'received' : states[line.step]
  return {
    type: 'row',
    at,
    source: 'poll',
    rowId: line.nr,
    state: state ?? 'unknown',
    fields: Object.fromEntries(told) as RowEvent['fields'],
  }
}
