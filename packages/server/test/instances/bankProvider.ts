import { OfframpError } from '@offrampkit/core'
import type { Order, OrderEvent } from '@offrampkit/core/order'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { formOnly, throwawaySignatureHeader } from '../../src/testing/throwawayProviders.ts'
import { depositAddress, webhookSecret } from '../fakeProvider.ts'
import type { BankRow } from './bank.ts'

export const bankId = 'bank'

/** The adapter of {@link startBank}: it asks for a row whenever it is told to, and remembers nothing of its own. */
export function bankProvider(url: string, instance: number): ServerProviderFactory {
  return (context) => {
    const { fetch, now } = context
    const base = formOnly({ depositAddress })(context)
    const [flow] = base.flows
    const rules = flow && base.rules[flow.id]
    if (!flow || !rules) throw new Error('The throwaway provider has no flow.')

    async function ask(path: string, init: RequestInit): Promise<BankRow[]> {
      try {
        const response = await fetch(`${url}${path}`, init)
        if (!response.ok) throw new Error(`It answered ${response.status}.`)
        return (await response.json()) as BankRow[]
      } catch (cause) {
        throw new OfframpError({ code: 'provider_unavailable', message: 'The bank did not answer.', cause })
      }
    }
    const post = (path: string, body: unknown, signal: AbortSignal | undefined) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-instance': `${instance}` },
        body: JSON.stringify(body),
        ...(signal ? { signal } : {}),
      })
    const events = (rows: readonly BankRow[], source: 'poll' | 'server'): OrderEvent[] =>
      rows.map(({ rowId, state, fields }) => ({ type: 'row', at: now(), source, rowId, state, fields }))
    const isKnown = ({ facts }: Order) => Object.keys(facts.rows).length > 0

    return {
      ...base,
      id: bankId,
      flows: [{ ...flow, id: 'bank/api', provider: bankId, news: { webhook: 'signed_header', poll: true } }],
      rules: { 'bank/api': rules },
      createSession: async (order) => ({
        session: isKnown(order) ? { kind: 'deposit' } : { kind: 'form', title: 'Where to pay', fields: [] },
        events: [],
      }),
      async continueSession(order, _values, { signal }) {
        if (isKnown(order)) return { session: { kind: 'deposit' }, events: [] }
        const { network, asset, amount } = order.request
        const made = await post('/rows', { reference: order.orderId, network, asset, amount }, signal)
        return { session: { kind: 'deposit' }, events: events(made, 'server') }
      },
      readOrder: async ({ orderId }, { signal }) =>
        events(await ask(`/rows?reference=${orderId}`, signal ? { signal } : {}), 'poll'),
      async cancelOrder({ facts }, { signal }) {
        const told = await Promise.all(
          Object.keys(facts.rows).map((rowId) => post('/cancel', { rowId }, signal)),
        )
        return events(told.flat(), 'server')
      },
      webhook: {
        verification: { kind: 'hmac', header: throwawaySignatureHeader, secrets: [webhookSecret] },
        parse(signed, at) {
          const { orderId, rowId, state, fields } = JSON.parse(new TextDecoder().decode(signed))
          const event: OrderEvent = { type: 'row', at, source: 'webhook', rowId, state, fields }
          return { orderId, rowId, events: [event], confirmByRead: false }
        },
      },
    }
  }
}
