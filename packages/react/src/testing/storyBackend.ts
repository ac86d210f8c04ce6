import { OfframpError } from '@offrampkit/core'
import type { OfframpBackend, OfframpSession, OrderView, SellQuote } from '@offrampkit/core/api'
import { merge, noFacts, type OrderEvent, statusOf } from '@offrampkit/core/order'
import type { FlowCapabilities } from '@offrampkit/core/provider'
import type { StoryFacts } from './storyFacts.ts'
import { storyCapabilities, storyNow, storyOrder, storyOrderId } from './storyWorld.ts'

export interface StoryBackendOptions {
  /** What was heard so far; `null`: there is no order yet. */
  facts?: StoryFacts | null
  capabilities?: Partial<FlowCapabilities>
  /** The next step that a session answers with. */
  session?: (orderId: string) => OfframpSession
  /** The step after a form. */
  afterForm?: (values: Readonly<Record<string, string>>) => OfframpSession
  /** What a quote pays, in US dollars. */
  receive?: string
  /** Thrown by these calls. */
  failing?: Partial<Record<keyof OfframpBackend, OfframpError>>
  /** Called with the name of each call and its parameters, before it answers. */
  onCall?: (name: string, parameters: unknown) => void | Promise<void>
  /** Without the server's copy of the ledger. */
  withoutDeposits?: boolean
}

/** A backend inside the page: deterministic, over core's own contract. Steer it with `tell`. */
export interface StoryBackend extends OfframpBackend {
  /** The provider, the chain or the user did something. */
  tell(...events: readonly OrderEvent[]): void
  fail(call: keyof OfframpBackend, error: OfframpError | null): void
}

const quote: SellQuote = {
  provider: 'coinbase',
  flow: 'coinbase/hosted',
  quoteId: null,
  kind: 'indicative',
  sell: { amount: '25', asset: 'USDC', network: 'eip155:8453' },
  receive: { amount: '24.63', currency: 'USD' },
  subtotal: { amount: '25.00', currency: 'USD' },
  fees: [{ kind: 'provider', amount: { amount: '0.37', currency: 'USD' } }],
  method: 'ACH_BANK_ACCOUNT',
  quotedAt: storyNow,
  expiresAt: null,
}

export function createStoryBackend(options: StoryBackendOptions = {}): StoryBackend {
  const { onCall, session, afterForm } = options
  const failing = { ...options.failing }
  const listeners = new Set<(version: number) => void>()
  let exists = options.facts != null
  let facts = (options.facts?.events ?? []).reduce(merge, noFacts)
  let attempts = [...(options.facts?.attempts ?? [])]
  let version = 1

  async function answer<value>(
    call: keyof OfframpBackend,
    parameters: unknown,
    make: () => value,
  ): Promise<value> {
    await onCall?.(call, parameters)
    const error = failing[call]
    if (error) throw error
    return make()
  }
  function view(): OrderView {
    if (!exists) throw new OfframpError({ code: 'not_found', message: 'There is no such order.' })
    const order = { ...storyOrder, ...options.facts?.order, facts }
    const capabilities = { ...storyCapabilities, ...options.capabilities }
    return {
      ...order,
      attempts,
      capabilities,
      status: statusOf(order, storyNow),
      version,
      serverNow: storyNow,
    }
  }
  function tell(...events: readonly OrderEvent[]) {
    facts = events.reduce(merge, facts)
    version += 1
    for (const listener of listeners) listener(version)
  }

  const backend: StoryBackend = {
    tell,
    fail(call, error) {
      if (error) failing[call] = error
      else delete failing[call]
    },
    getOptions: (p) =>
      answer('getOptions', p, () => ({
        provider: 'coinbase',
        countries: [{ id: 'US', subdivisions: ['NY'], methods: ['ACH_BANK_ACCOUNT', 'FIAT_WALLET'] }],
        currencies: [{ id: 'USD', limits: [{ method: 'ACH_BANK_ACCOUNT', min: '10', max: '25000' }] }],
        assets: [{ symbol: 'USDC', name: 'USD Coin', network: 'eip155:8453' }],
      })),
    getQuote: (p) =>
      answer('getQuote', p, () => ({
        ...quote,
        receive: { amount: options.receive ?? '24.63', currency: 'USD' },
      })),
    createOrder: (p) =>
      answer('createOrder', p, () => {
        exists = true
        return view()
      }),
    createSession: (p) =>
      answer('createSession', p, () => {
        tell({ type: 'opened', at: storyNow, source: 'server' })
        return session?.(p.orderId) ?? hosted(p.orderId)
      }),
    getOrder: (p) =>
      answer('getOrder', p, () => {
        if (p.declared) facts = merge(facts, { type: 'declared', at: storyNow, source: 'browser' })
        return view()
      }),
    subscribe(_, onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
  if (afterForm) backend.continueSession = (p) => answer('continueSession', p, () => afterForm(p.values))
  if (!options.withoutDeposits)
    backend.deposits = {
      reserve: ({ attempt }) =>
        answer('deposits', attempt, () => {
          attempts = [...attempts.filter(({ attemptId }) => attemptId !== attempt.attemptId), attempt]
          return { status: 'reserved' as const }
        }),
      report: ({ attemptId, phase, proof, txHash }) =>
        answer('deposits', { attemptId, phase }, () => {
          attempts = attempts.map((attempt) =>
            attempt.attemptId === attemptId
              ? { ...attempt, phase, ...(proof ? { proof } : {}), ...(txHash ? { txHash } : {}) }
              : attempt,
          )
          return view()
        }),
    }
  return backend
}

/** A hosted page. */
function hosted(orderId: string): OfframpSession {
  return {
    kind: 'open',
    orderId: orderId || storyOrderId,
    url: 'https://pay.example/sell?sessionToken=story-token',
    modes: ['popup', 'tab', 'redirect'],
    expiresAt: storyNow + 5 * 60_000,
  }
}
