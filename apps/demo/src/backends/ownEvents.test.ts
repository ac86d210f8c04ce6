import { merge, noFacts, type Order, statusOf } from '@offrampkit/core/order'
import { coinbaseHosted, coinbaseHostedRules } from '@offrampkit/providers/coinbase'
import { expect, it } from 'vitest'
import type { SaleLine } from './ownApi.ts'
import { eventOf } from './ownEvents.ts'

const wallet = `0x${'a1'.repeat(20)}`
const madeAt = Date.UTC(2026, 10, 21, 12)
const at = (minutes: number) => new Date(madeAt + minutes * 60_000).toISOString()

const waiting: SaleLine = {
  ...{ at: at(2), what: 'deposit', nr: 'row-1', step: 'send', chain: 31337, coin: 'USDC' },
  ...{ to: `0x${'c0'.repeat(20)}`, from: wallet, send: '25 USDC', since: at(1) },
}

function statusAfter(...log: SaleLine[]) {
  const order: Order = {
    orderId: 'AAAAAAAAAAAAAAAAAAAAAA',
    provider: 'coinbase',
    flow: coinbaseHosted.id,
    request: {
      ...{ asset: 'USDC', network: 'eip155:31337', amount: '25', cashoutCurrency: 'USD', country: 'US' },
    },
    sender: wallet,
    createdAt: madeAt,
    rules: coinbaseHostedRules,
    facts: log.map(eventOf).reduce(merge, noFacts),
  }
  return statusOf(order, madeAt + 5 * 60_000)
}

it('puts the log of a sale into the kit’s words', () => {
  expect(eventOf(waiting)).toEqual({
    type: 'row',
    at: madeAt + 120_000,
    source: 'poll',
    rowId: 'row-1',
    state: 'waiting',
    fields: {
      ...{ asset: 'USDC', to: `0x${'c0'.repeat(20)}`, from: wallet, network: 'eip155:31337' },
      ...{ amount: '25', amountCurrency: 'USDC', createdAt: String(madeAt + 60_000) },
    },
  })
})

it('tells where the sale stands after each line', () => {
  const opened: SaleLine = { at: at(0), what: 'opened' }
  const { at: _, ...row } = waiting
  expect(statusAfter().kind).toBe('created')
  expect(statusAfter(opened).kind).toBe('opened')
  expect(statusAfter(opened, waiting).kind).toBe('awaiting_deposit')
  expect(statusAfter(waiting, { ...row, at: at(3), tx: `0x${'7'.repeat(64)}` }).kind).toBe('received')
  expect(statusAfter(waiting, { ...row, at: at(4), step: 'paid', gets: '24.75 USD' })).toEqual({
    kind: 'paid',
    rowId: 'row-1',
    txHash: null,
    payout: { amount: '24.75', currency: 'USD' },
  })
})

it('lets a changed address stop the sale, since lines are never rewritten', () => {
  const changed: SaleLine = { ...waiting, at: at(3), to: `0x${'66'.repeat(20)}` }
  expect(statusAfter(waiting, changed)).toMatchObject({ kind: 'conflict', reason: 'address_changed' })
})

it('neither advances nor fails a sale for a step that it does not know', () => {
  expect(statusAfter(waiting, { ...waiting, at: at(3), step: 'unclear' }).kind).toBe('awaiting_deposit')
  const novel = { ...waiting, at: at(3), step: 'teleported' } as unknown as SaleLine
  expect(statusAfter(waiting, novel).kind).toBe('awaiting_deposit')
})
