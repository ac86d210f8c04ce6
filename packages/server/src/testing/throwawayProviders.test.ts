import type { OfframpSession, OrderView } from '@offrampkit/core/api'
import { describe, expect, it } from 'vitest'
import { depositAddress } from '../../test/fakeProvider.ts'
import { harness, network } from '../../test/harness.ts'
import { formOnly, throwawayWebhook, webhookOnly } from './throwawayProviders.ts'

const secret = 'the secret of the throwaway provider'
const row = { network, asset: 'USDC', amount: '25', to: depositAddress }

function sale() {
  const h = harness({
    providers: [webhookOnly({ secret }), formOnly({ depositAddress })],
    readsPerSecond: {},
  })
  const read = (orderId: string) => h.ok<OrderView>('getOrder', { path: { orderId } })
  const session = (orderId: string) => h.ok<OfframpSession>('createSession', { path: { orderId } })
  const reserve = async (order: OrderView) =>
    await h.ok('reserveDeposit', { path: { orderId: order.orderId }, body: { attempt: h.attemptFor(order) } })
  return { h, read, session, reserve }
}

describe('flows of quite different shape, over the same routes', () => {
  it('a page that never returns, whose address comes by a signed webhook, gets to a deposit', async () => {
    const { h, read, session, reserve } = sale()
    const { orderId, capabilities } = await h.create({ provider: 'webhook-only' })
    expect(capabilities).toMatchObject({ instructionFrom: 'webhook', returnsUser: false })
    expect(await session(orderId)).toMatchObject({ kind: 'open', modes: ['popup', 'tab', 'redirect'] })
    const opened = await read(orderId)
    expect(opened.status).toEqual({ kind: 'opened' })
    expect(h.bindingOf(opened).state).toBe('waiting')

    const { body, headers } = await throwawayWebhook(secret, {
      orderId,
      rowId: 'w1',
      state: 'waiting',
      fields: row,
    })
    const path = { provider: 'webhook-only' }
    expect((await h.send('receiveWebhook', { path, raw: body, headers })).status).toBe(200)

    const order = await read(orderId)
    expect(order.status).toMatchObject({ kind: 'awaiting_deposit', rowId: 'w1' })
    expect(h.bindingOf(order)).toMatchObject({
      state: 'ready',
      instruction: { to: depositAddress, units: 25_000_000n },
    })
    expect(await reserve(order)).toEqual({ status: 'reserved' })
  })

  it('a form without any page, whose answer is the instruction, gets to a deposit', async () => {
    const { h, read, session, reserve } = sale()
    const { orderId, capabilities } = await h.create({ provider: 'form-only' })
    expect(capabilities).toMatchObject({ instructionFrom: 'create', open: [] })
    expect(await session(orderId)).toMatchObject({ kind: 'form', fields: [{ name: 'iban' }] })
    expect((await read(orderId)).status).toEqual({ kind: 'created' })

    const path = { orderId }
    expect(await h.code('continueSession', { path, body: { values: { iban: 'no' } } })).toBe(
      'invalid_request',
    )
    const values = { iban: 'DE89370400440532013000' }
    expect(await h.ok('continueSession', { path, body: { values } })).toEqual({ kind: 'deposit', orderId })
    expect(await session(orderId)).toEqual({ kind: 'deposit', orderId })

    const order = await read(orderId)
    expect(h.bindingOf(order)).toMatchObject({ state: 'ready', instruction: { to: depositAddress } })
    expect(JSON.stringify(order)).not.toContain(values.iban)
    expect(await reserve(order)).toEqual({ status: 'reserved' })
  })

  it('asks no questions where a flow has none', async () => {
    const { h } = sale()
    const { orderId } = await h.create({ provider: 'webhook-only' })
    expect(await h.code('continueSession', { path: { orderId }, body: { values: {} } })).toBe(
      'unsupported_operation',
    )
    expect(await h.code('cancelOrder', { path: { orderId } })).toBe('unsupported_operation')
  })

  it('cancels at a provider that can', async () => {
    const { h, read } = sale()
    const { orderId } = await h.create({ provider: 'form-only' })
    const path = { orderId }
    await h.ok('continueSession', { path, body: { values: { iban: 'DE89370400440532013000' } } })
    expect((await h.ok<OrderView>('cancelOrder', { path })).status).toEqual({ kind: 'cancelled' })
    expect(h.bindingOf(await read(orderId)).state).toBe('waiting')
  })

  it('quotes at the provider that pays most, and at the one that is named', async () => {
    const { h } = sale()
    const { provider: _, ...quote } = await h.ok<{ provider: string; sell: object }>('getQuote', {
      body: {
        asset: 'USDC',
        network,
        amount: '25',
        cashoutCurrency: 'USD',
        country: 'US',
        provider: 'form-only',
      },
    })
    expect(quote.sell).toEqual({ amount: '25', asset: 'USDC', network })
  })
})
