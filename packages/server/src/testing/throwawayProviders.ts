import { OfframpError } from '@offrampkit/core'
import type { BindRules } from '@offrampkit/core/deposit'
import type { Order, OrderEvent, RowEvent, RowField, RowState } from '@offrampkit/core/order'
import type {
  FlowCapabilities,
  FlowDescriptor,
  ServerProvider,
  ServerProviderFactory,
} from '@offrampkit/core/provider'

/** What a throwaway provider tells about its one row of an order. */
export interface ThrowawayNews {
  orderId: string
  rowId: string
  state?: RowState
  fields: Partial<Record<RowField, string>>
}

const rules: BindRules = {
  states: ['waiting'],
  required: ['network', 'asset', 'to', 'amount'],
  createdBeforeMs: null,
  createdAfterMs: 0,
  windowMs: null,
  marginMs: 3 * 60_000,
  sender: 'equal_if_given',
  senderIgnoredOn: [],
  amountCurrency: 'equal_if_given',
  frozen: ['to', 'amount', 'asset', 'network'],
}

function flowOf(provider: string, name: string, capabilities: FlowCapabilities): FlowDescriptor {
  return {
    id: `${provider}/${name}`,
    provider,
    capabilities,
    reference: 'ours',
    referenceKnown: 'before',
    amount: { units: 'decimal', kinds: ['exact'] },
    memo: false,
    sender: 'optional',
    clocks: { order: 'told', price: null, session: null },
    news: { webhook: 'signed_header', poll: false },
  }
}

/** What the two have in common: they buy anything, at one for one. */
function common(id: string, flow: FlowDescriptor, now: () => number): ServerProvider {
  return {
    id,
    flows: [flow],
    rules: { [flow.id]: rules },
    checkRequest: () => undefined,
    getOptions: async () => ({ provider: id, countries: [], currencies: [], assets: [] }),
    getQuote: async (request) => ({
      provider: id,
      flow: flow.id,
      quoteId: null,
      kind: 'indicative',
      sell: { amount: request.amount, asset: request.asset, network: request.network },
      receive: { amount: request.amount, currency: request.cashoutCurrency },
      subtotal: null,
      fees: [],
      method: null,
      quotedAt: now(),
      expiresAt: null,
    }),
    createSession: async () => ({ session: { kind: 'follow' }, events: [] }),
    readOrder: async () => [],
  }
}

export const throwawaySignatureHeader = 'x-throwaway-signature'

/**
 * A provider for tests: a hosted page that never sends the user back and has no API to ask. Its deposit address arrives
 * by a signed webhook and by nothing else.
 *
 * @example webhookOnly({ secret: 'a test secret' })
 */
export function webhookOnly({ secret }: { secret: string }): ServerProviderFactory {
  const flow = flowOf('webhook-only', 'hosted', {
    instructionFrom: 'webhook',
    open: ['popup', 'tab', 'redirect'],
    returnsUser: false,
    confirm: 'none',
    refunds: 'none',
    cancel: false,
  })
  return ({ now }) => ({
    ...common('webhook-only', flow, now),
    createSession: async (order) => ({
      session: {
        kind: 'open',
        url: `https://throwaway.example/sell?order=${order.orderId}`,
        modes: flow.capabilities.open,
        expiresAt: null,
      },
      events: [],
    }),
    webhook: {
      verification: { kind: 'hmac', header: throwawaySignatureHeader, secrets: [secret] },
      parse(signed, at) {
        const news = JSON.parse(new TextDecoder().decode(signed)) as ThrowawayNews
        return {
          orderId: news.orderId,
          rowId: news.rowId,
          events: [rowEvent(news, at, 'webhook')],
          confirmByRead: false,
        }
      },
    },
  })
}

/** A webhook of {@link webhookOnly}: its body and its headers. */
export async function throwawayWebhook(
  secret: string,
  news: ThrowawayNews,
): Promise<{ body: string; headers: Record<string, string> }> {
  const body = JSON.stringify(news)
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(body)))
  const hex = Array.from(signature, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { body, headers: { 'content-type': 'application/json', [throwawaySignatureHeader]: hex } }
}

/**
 * A provider for tests that has no page: it asks for a bank account, and its answer to the form is the deposit instruction.
 *
 * @example formOnly({ depositAddress: '0x…' })
 */
export function formOnly({ depositAddress }: { depositAddress: string }): ServerProviderFactory {
  const flow = flowOf('form-only', 'api', {
    instructionFrom: 'create',
    open: [],
    returnsUser: false,
    confirm: 'none',
    refunds: 'to_sender',
    cancel: true,
  })
  return ({ now }) => {
    const rows = new Map<string, ThrowawayNews>()
    const known = (order: Order): OrderEvent[] => {
      const row = rows.get(order.orderId)
      return row ? [rowEvent(row, now(), 'poll')] : []
    }
    return {
      ...common('form-only', flow, now),
      createSession: async (order) => ({
        session: rows.has(order.orderId)
          ? { kind: 'deposit' }
          : {
              kind: 'form',
              title: 'Where to pay',
              fields: [{ name: 'iban', label: 'IBAN', type: 'text', required: true, maxLength: 34 }],
            },
        events: known(order),
      }),
      async continueSession(order, values) {
        if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(values.iban ?? ''))
          throw new OfframpError({
            code: 'invalid_request',
            message: 'The IBAN is not valid.',
            action: 'Check it and try again.',
            details: { field: 'values.iban' },
          })
        const { network, asset, amount } = order.request
        const fields = { network, asset, amount, to: depositAddress }
        rows.set(order.orderId, {
          orderId: order.orderId,
          rowId: `form-${order.orderId}`,
          state: 'waiting',
          fields,
        })
        return { session: { kind: 'deposit' }, events: known(order) }
      },
      readOrder: async (order) => known(order),
      async cancelOrder(order) {
        const row = rows.get(order.orderId)
        if (row) rows.set(order.orderId, { ...row, state: 'cancelled' })
        return known(order)
      },
    }
  }
}

function rowEvent(news: ThrowawayNews, at: number, source: 'webhook' | 'poll'): RowEvent {
  const { rowId, state, fields } = news
  return { type: 'row', at, source, rowId, fields, ...(state === undefined ? {} : { state }) }
}
