import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { attemptOf, other, secondAddress } from '../../test/orders.ts'
import { createParameters, options, orderId, orderView, quote, quotes, sessions } from '../../test/views.ts'
import { isOfframpError } from '../errors/offrampError.ts'
import type { OfframpBackend } from './backend.ts'
import { checkBackend } from './check.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const attempt = attemptOf()
const ask = { orderId, attemptId: attempt.attemptId }
type Call = (backend: OfframpBackend) => Promise<unknown>

/** Each method with a good answer. */
const methods: Record<string, { good: unknown; call: Call }> = {
  getOptions: { good: options, call: (b) => b.getOptions({ provider: 'coinbase' }) },
  getQuote: { good: quote, call: (b) => b.getQuote(orderView.request) },
  getQuotes: { good: quotes, call: (b) => b.getQuotes!(orderView.request) },
  createOrder: { good: orderView, call: (b) => b.createOrder(createParameters) },
  createSession: { good: sessions[0], call: (b) => b.createSession({ orderId }) },
  continueSession: { good: sessions[1], call: (b) => b.continueSession!({ orderId, values: {} }) },
  getOrder: { good: orderView, call: (b) => b.getOrder({ orderId }) },
  listOrders: { good: { items: [orderView], next: null }, call: (b) => b.listOrders!({}) },
  cancelOrder: { good: orderView, call: (b) => b.cancelOrder!({ orderId }) },
  reserve: { good: { status: 'active', attempt }, call: (b) => b.deposits!.reserve({ orderId, attempt }) },
  report: { good: orderView, call: (b) => b.deposits!.report({ ...ask, phase: 'hash' }) },
  find: { good: { status: 'found', txHash: '0x1' }, call: (b) => b.deposits!.find!(ask) },
}

function answering(answer: unknown): OfframpBackend {
  const method = () => Promise.resolve(answer as never)
  return checkBackend({
    getOptions: method,
    getQuote: method,
    getQuotes: method,
    createOrder: method,
    createSession: method,
    continueSession: method,
    getOrder: method,
    listOrders: method,
    cancelOrder: method,
    deposits: { reserve: method, report: method, find: method },
  })
}

async function outcome(call: Call, answer: unknown): Promise<string> {
  try {
    await call(answering(answer))
    return 'accepted'
  } catch (error) {
    if (!isOfframpError(error)) throw error
    return error.code
  }
}

describe.each(Object.entries(methods))('%s', (_, { good, call }) => {
  test('passes a good answer on, with fields of a later version left out', async () => {
    expect(await call(answering(good))).toEqual(good)
    expect(await call(answering({ ...(good as object), later: 1 }))).toEqual(good)
  })

  test('refuses every other shape', async () => {
    const keys = Object.keys(good as object)
    const shapes = [undefined, null, 1, 'ok', [], {}, [good], { data: good }, () => good]
    const without = keys.map((key) => ({ ...(good as object), [key]: undefined }))
    const wrong = keys.map((key) => ({ ...(good as object), [key]: Symbol.iterator }))
    for (const answer of [...shapes, ...without, ...wrong])
      expect(await outcome(call, answer)).toBe('backend_unreadable')
  })
})

test('a field that was changed deep inside is refused or harmless, and nothing else is thrown', async () => {
  const paths: string[][] = []
  const collect = (value: unknown, path: string[]) => {
    if (path.length > 0) paths.push(path)
    if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key])
  }
  collect(orderView, [])
  const odd = fc.constantFrom<unknown>(
    undefined,
    null,
    0,
    -1,
    1e21,
    '',
    'x',
    true,
    [],
    {},
    Number.NaN,
    '__proto__',
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), odd, async (path, value) => {
      const changed = structuredClone(orderView) as never as Record<string, unknown>
      let at = changed
      for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>
      at[path.at(-1) as string] = value
      expect(['accepted', 'backend_unreadable']).toContain(await outcome(methods.getOrder!.call, changed))
    }),
    { numRuns: 3_000 },
  )
})

describe('the answer is about what was asked', () => {
  const foreign = { ...orderView, orderId: 'ZZZZZZZZZZZZZZZZZZZZZA' }
  test.each(['getOrder', 'cancelOrder', 'report'])('%s refuses another order', async (name) => {
    expect(await outcome(methods[name]!.call, foreign)).toBe('backend_unreadable')
  })

  test.each(sessions.map((session) => [session.kind, session] as const))(
    'a session %s of another order is refused',
    async (_, session) => {
      for (const name of ['createSession', 'continueSession'])
        expect(await outcome(methods[name]!.call, { ...session, orderId: foreign.orderId })).toBe(
          'backend_unreadable',
        )
    },
  )

  const { request } = orderView
  test.each<[string, object, string]>([
    ['another provider', { provider: 'partna' }, 'backend_unreadable'],
    ['another sender', { sender: other }, 'backend_unreadable'],
    ['another amount', { request: { ...request, amount: '250' } }, 'backend_unreadable'],
    ['another asset', { request: { ...request, asset: 'ETH' } }, 'backend_unreadable'],
    ['another network', { request: { ...request, network: 'eip155:1' } }, 'backend_unreadable'],
    ['another currency', { request: { ...request, cashoutCurrency: 'EUR' } }, 'backend_unreadable'],
    ['the same amount in other words', { request: { ...request, amount: '25.0' } }, 'accepted'],
    ['an id of its own', { orderId: foreign.orderId }, 'accepted'],
  ])('a new order with %s', async (_, changes, code) => {
    expect(await outcome(methods.createOrder!.call, { ...orderView, ...changes })).toBe(code)
  })

  test('a new order in another flow than was asked for, or with the sender in other letter case', async () => {
    const asked = { ...createParameters, flow: 'coinbase/other' as const }
    expect(await outcome((b) => b.createOrder(asked), orderView)).toBe('backend_unreadable')
    const mixed = { ...createParameters, sender: secondAddress.toLowerCase() }
    expect(await outcome((b) => b.createOrder(mixed), { ...orderView, sender: secondAddress })).toBe(
      'accepted',
    )
  })

  test('on a network of another family the EVM account of the user in other letter case, and no other account', async () => {
    const network = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'
    const there = { ...createParameters, request: { ...createParameters.request, network } } as const
    const answered = { ...orderView, request: { ...request, network }, sender: secondAddress }
    const by = (sender: string) => outcome((b) => b.createOrder({ ...there, sender }), answered)
    expect(await by(secondAddress.toLowerCase())).toBe('accepted')
    expect(await by(other)).toBe('backend_unreadable')
    expect(await by('7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV')).toBe('backend_unreadable')
  })
})

describe('prices to compare', () => {
  const [best, second] = quotes.quotes as [typeof quote, typeof quote]
  const ask = (answer: unknown) => outcome(methods.getQuotes!.call, answer)

  test.each<[string, object]>([
    ['in another currency', { ...second, receive: { amount: '999', currency: 'EUR' } }],
    ['for another amount', { ...second, sell: { ...second.sell, amount: '26' } }],
    ['for another asset', { ...second, sell: { ...second.sell, asset: 'ETH' } }],
    ['on another network', { ...second, sell: { ...second.sell, network: 'eip155:1' } }],
    ['of a provider that has one already', { ...second, provider: best.provider }],
    ['of a provider that is said to have none', { ...second, provider: 'capa' }],
  ])('are not used with one %s', async (_, odd) => {
    expect(await ask({ ...quotes, quotes: [best, odd] })).toBe('backend_unreadable')
  })

  test('are put in order, whatever order they came in', async () => {
    const backend = answering({ ...quotes, quotes: [second, best] })
    expect(await backend.getQuotes!(orderView.request)).toEqual(quotes)
  })

  test('may all be missing; a reason with a code of a later version, or without end, is still one', async () => {
    const [without] = quotes.unavailable
    const reason = { ...without?.reason, code: 'of_a_later_version' }
    const backend = answering({ quotes: [], unavailable: [{ provider: 'capa', reason }] })
    expect(await backend.getQuotes!(orderView.request)).toEqual({
      quotes: [],
      unavailable: [{ provider: 'capa', reason: { ...reason, code: 'provider_unavailable' } }],
    })
    const endless = { ...without?.reason, message: 'x'.repeat(5_000) }
    const { unavailable } = await answering({
      ...quotes,
      unavailable: [{ provider: 'capa', reason: endless }],
    }).getQuotes!(orderView.request)
    expect(unavailable[0]?.reason.message).toBe('x'.repeat(2_000))
  })
})

describe('what the backend lacks stays lacking', () => {
  const backend: OfframpBackend = {
    getOptions: async () => options,
    getQuote: async () => quote,
    createOrder: async () => orderView,
    createSession: async () => sessions[0]!,
    getOrder: async () => orderView,
  }

  test('optional methods are absent, so that `deposits` can be asked for', () => {
    const checked = checkBackend(backend)
    expect(Object.keys(checked).sort()).toEqual(Object.keys(backend).sort())
    const half = checkBackend({
      ...backend,
      deposits: { reserve: async () => ({ status: 'reserved' }), report: async () => orderView },
    })
    expect(half.deposits?.find).toBeUndefined()
  })

  test('methods keep their `this`, parameters and signal, and their own errors pass', async () => {
    const signal = new AbortController().signal
    class Own {
      answer = orderView
      getOptions = async () => options
      getQuote = async () => quote
      createOrder = async () => orderView
      createSession = async () => sessions[0]!
      async getOrder(parameters: unknown, call: unknown) {
        expect([parameters, call]).toEqual([{ orderId, returned: true }, { signal }])
        return this.answer
      }
      async cancelOrder(): Promise<never> {
        throw new Error(`own ${this.answer.version}`)
      }
      listOrders = undefined as never
      subscribe(_: { orderId: string }, onChange: () => void) {
        onChange()
        return () => void this.answer
      }
    }
    const checked = checkBackend(new Own())
    expect(await checked.getOrder({ orderId, returned: true }, { signal })).toEqual(orderView)
    await expect(checked.cancelOrder!({ orderId })).rejects.toThrow('own 7')
    const heard = vi.fn()
    checked.subscribe!({ orderId }, heard)()
    expect(heard).toHaveBeenCalledOnce()
  })
})
