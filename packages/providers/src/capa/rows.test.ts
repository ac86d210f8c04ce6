import { bindDeposit } from '@offrampkit/core/deposit'
import { parseJsonExactly } from '@offrampkit/core/money'
import { statusOf } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { createdOrder, listedCancelled } from './fixtures/bodies.ts'
import {
  answering,
  capaUser,
  clabe,
  fresh,
  heard,
  order,
  page,
  providerOver,
  registry,
  row,
  rowId,
  startedAt,
} from './fixtures/sale.ts'
import { networkMap } from './networks.ts'
import { rowEvent } from './rows.ts'
import { readTransaction } from './wire/transaction.ts'

describe('where an order stands', () => {
  test('the documented answer to the order call is read to the letter, and its bank account stays behind', () => {
    const created = readTransaction(parseJsonExactly(createdOrder.body))
    const event = rowEvent(created, networkMap(), startedAt, 'server')
    expect(event).toMatchObject({
      rowId: '8374f327-38bd-4b0b-b8a7-2524599eb903',
      state: 'waiting',
      fields: {
        amount: '2500',
        payout: '50000',
        payoutCurrency: 'MXN',
        network: 'eip155:137',
        asset: 'USDC',
      },
    })
    expect(JSON.stringify(event)).not.toContain(clabe)
  })

  test('amounts as numbers and as text are one fact', async () => {
    const read = (cryptoAmount: unknown) =>
      providerOver(answering(page([row({ cryptoAmount })]))).readOrder(order, {})
    const both = heard([...(await read(100)), ...(await read('100.000000'))], order)
    expect(bindDeposit(both, registry, startedAt).state).toBe('ready')
    const two = heard([...(await read(100)), ...(await read('100.1'))], order)
    expect(bindDeposit(two, registry, startedAt).state).toBe('refused')
  })

  test('an order without a transaction is not asked for; another one than asked for says nothing', async () => {
    const never = async () => {
      throw new Error('It was asked.')
    }
    expect(await providerOver(never).readOrder(fresh, {})).toEqual([])
    expect(await providerOver(answering(page([row({ id: 'tx-2' })]))).readOrder(order, {})).toEqual([])
  })

  test('a failed penny test ends the sale with its reason: unsent, or with the coins at Capa', async () => {
    const body = listedCancelled.body.replace('2026-03-01', '2026-11-21')
    const events = await providerOver(answering(body)).readOrder(order, {})
    const unsent = heard(events, order)
    const reason = 'bank_account_not_verified'
    expect(statusOf(unsent, startedAt)).toEqual({ kind: 'failed', rowId, reason })
    const before = {
      type: 'row',
      rowId,
      at: startedAt - 1,
      source: 'poll',
      state: 'received',
      fields: {},
    } as const
    expect(statusOf(heard([before], unsent), startedAt).kind).toBe('credited')
  })

  test('cancels what it made, and tells what came of it', async () => {
    const asked: string[] = []
    const provider = providerOver(async (input, init) => {
      asked.push(`${init?.method} ${new URL(String(input)).pathname}`)
      return new Response(
        JSON.stringify({ success: true, data: { id: rowId, userId: capaUser, status: 'CANCELLED' } }),
      )
    })
    expect(await provider.cancelOrder?.(order, {})).toMatchObject([{ rowId, state: 'cancelled' }])
    expect(asked).toEqual([`PUT /api/partner/v2/transactions/${rowId}/cancel`])
    expect(await provider.cancelOrder?.(fresh, {})).toEqual([])
  })
})
