import { OfframpError } from '@offrampkit/core'
import type { OrderEvent, RowState } from '@offrampkit/core/order'
import type { ServerProvider, ServerProviderFactory, WebhookNews } from '@offrampkit/core/provider'
import { formOnly, throwawaySignatureHeader } from '../src/testing/throwawayProviders.ts'

export const depositAddress = '0x1111111111111111111111111111111111111111'
export const webhookSecret = 'u3Yd0k9xql4eLEGSssSXN4ZGlJg3KhWF'
/** A token that must appear in one answer and nowhere else. */
export const sessionToken = 'session-token-5e5510n'

/** A provider that does what a test tells it, and counts. */
export interface FakeProvider {
  create: ServerProviderFactory
  /** What it knows about each order; asked by `readOrder`. */
  rows: Map<string, { rowId: string; state: RowState; fields: Record<string, string> }[]>
  /** What `readOrder` and the others throw, if anything. */
  down: Error | null
  /** Never answers while true. */
  silent: boolean
  confirmByRead: boolean
  /** Before it tells about an order; what it throws is thrown. */
  onRead: (orderId: string) => Promise<void> | void
  calls: { reads: number; sessions: number; options: number; confirms: string[]; cancels: number }
  seen: { clientIp: string; returnUrl: string }[]
}

export function fakeProvider(id = 'fake'): FakeProvider {
  const fake: FakeProvider = {
    create,
    rows: new Map(),
    down: null,
    silent: false,
    confirmByRead: false,
    onRead: () => undefined,
    calls: { reads: 0, sessions: 0, options: 0, confirms: [], cancels: 0 },
    seen: [],
  }
  return fake

  function create(context: Parameters<ServerProviderFactory>[0]): ServerProvider {
    const base = formOnly({ depositAddress })(context)
    const flowId = `${id}/hosted` as const
    const [flow] = base.flows
    const rules = flow && base.rules[flow.id]
    if (!flow || !rules) throw new Error('The throwaway provider has no flow.')
    const { now } = context
    const work = async <value>(answer: () => value): Promise<value> => {
      if (fake.silent) return await new Promise<value>(() => undefined)
      if (fake.down) throw fake.down
      return answer()
    }
    const known = (orderId: string): OrderEvent[] =>
      (fake.rows.get(orderId) ?? []).map((row) => ({ type: 'row', at: now(), source: 'poll', ...row }))
    return {
      ...base,
      id,
      flows: [
        {
          ...flow,
          id: flowId,
          provider: id,
          capabilities: { ...flow.capabilities, instructionFrom: 'poll', open: ['popup'], confirm: 'api' },
        },
      ],
      rules: { [flowId]: rules },
      getOptions: () =>
        work(() => {
          fake.calls.options++
          return {
            provider: id,
            countries: [{ id: 'US', subdivisions: ['NY'], methods: [] }],
            currencies: [],
            assets: [],
          }
        }),
      getQuote: async (request, call) => {
        const quote = await base.getQuote(request, call)
        return await work(() => ({ ...quote, provider: id, flow: flowId }))
      },
      checkRequest(_, request) {
        if (request.country === 'XX')
          throw new OfframpError({
            code: 'provider_rejected',
            message: 'Not there.',
            action: 'Choose another.',
          })
      },
      createSession: (_, call) =>
        work(() => {
          fake.calls.sessions++
          fake.seen.push({ clientIp: call.clientIp, returnUrl: call.returnUrl })
          const url = `https://pay.example/sell?sessionToken=${sessionToken}`
          return { session: { kind: 'open', url, modes: ['popup'], expiresAt: now() + 300_000 }, events: [] }
        }),
      async readOrder(order) {
        fake.calls.reads++
        await fake.onRead(order.orderId)
        return await work(() => known(order.orderId))
      },
      cancelOrder: (order) =>
        work(() => {
          fake.calls.cancels++
          return known(order.orderId)
        }),
      confirmDeposit: (order, txHash) =>
        work(() => {
          fake.calls.confirms.push(txHash)
          return known(order.orderId)
        }),
      webhook: {
        verification: { kind: 'hmac', header: throwawaySignatureHeader, secrets: [webhookSecret] },
        parse(signed, at): WebhookNews | null {
          const news = JSON.parse(new TextDecoder().decode(signed))
          if (news.about === 'nothing of ours') return null
          if (typeof news.rowId !== 'string')
            throw new OfframpError({ code: 'provider_unreadable', message: 'Odd.' })
          const { orderId, rowId, state, fields } = news
          return {
            orderId: orderId ?? null,
            rowId,
            events: [{ type: 'row', at, source: 'webhook', rowId, state, fields: fields ?? {} }],
            confirmByRead: fake.confirmByRead,
          }
        },
      },
    }
  }
}
