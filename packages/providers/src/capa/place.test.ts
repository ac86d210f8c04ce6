import { describe, expect, test } from 'vitest'
import { refused } from './fixtures/fakeCapa.ts'
import { call, capaUser, clabe, depositAddress, fresh, startedAt } from './fixtures/sale.ts'
import { bank, failure, sale } from './fixtures/session.ts'

describe('a lost answer never makes a second order', () => {
  const lost = ['socket', '502', 'html', 'half'] as const

  test.each(lost)('the retry finds what was made: %s', async (how) => {
    const { capa, answer, orders, make } = sale()
    const isOrder = (ask: { path: string }) => ask.path === '/off-ramp'
    if (how === 'socket') capa.lose = isOrder
    else {
      const fetch = capa.fetch
      capa.instead = async (ask) => {
        if (!isOrder(ask)) return undefined
        capa.instead = undefined
        // It was made, and the answer was spoilt on its way.
        await fetch('https://staging-api.capa.fi/api/partner/v2/off-ramp', { method: 'POST', body: ask.text })
        return new Response(how === 'half' ? '{"success":true,"da' : '<html>', {
          status: how === '502' ? 502 : 201,
        })
      }
    }
    const error = await failure(answer(bank))
    expect(error).toMatchObject({ code: 'provider_unavailable', moneyMoved: 'no', retryAfterMs: 60_000 })
    capa.lose = undefined
    expect(capa.rows).toHaveLength(1)

    // At once, and from another process.
    const { session, events } = await answer(bank, make())
    expect(session).toEqual({ kind: 'deposit' })
    expect(events).toMatchObject([{ rowId: 'tx-1', state: 'waiting' }])
    expect(capa.rows).toHaveLength(1)
    expect(orders()).toBe(how === 'socket' ? 1 : 2)
  })

  test('while it may still come through nothing is made; when it cannot any more, one is', async () => {
    const { capa, answer, orders, make, pass } = sale()
    capa.instead = (ask) => (ask.path === '/off-ramp' ? new Response('', { status: 504 }) : undefined)
    await failure(answer(bank))
    capa.instead = undefined
    expect(orders()).toBe(1)
    pass(59_000)
    expect((await failure(answer(bank, make()))).details?.reason).toBe('order_call_unanswered')
    expect(orders()).toBe(1)
    pass(1_000)
    expect((await answer(bank)).session.kind).toBe('deposit')
    expect(orders()).toBe(2)
    expect(capa.rows).toHaveLength(1)
  })

  test('what comes through between the first look and the next turn is found', async () => {
    const { capa, answer, orders, pass } = sale()
    capa.instead = (ask) => (ask.path === '/off-ramp' ? new Response('', { status: 504 }) : undefined)
    await failure(answer(bank))
    const [lost] = capa.asked.filter(({ path }) => path === '/off-ramp')
    const { fetch } = capa
    let looks = 0
    capa.instead = async (ask) => {
      if (ask.path !== '/transactions' || ++looks > 1) return undefined
      const nothing = await fetch('https://staging-api.capa.fi/api/partner/v2/transactions?userId=nobody')
      await fetch('https://staging-api.capa.fi/api/partner/v2/off-ramp', {
        method: 'POST',
        body: lost?.text ?? '',
      })
      return nothing
    }
    pass(60_000)
    expect((await answer(bank)).events).toMatchObject([{ rowId: 'tx-1' }])
    expect([capa.rows.length, orders()]).toEqual([1, 2])
  })

  test('an instance that stood still until its turn was over asks for nothing', async () => {
    const { capa, answer, make, orders, pass } = sale()
    let frozen: Promise<unknown> = Promise.resolve()
    capa.instead = async (ask) => {
      if (ask.path !== '/quotes' || ask.method !== 'POST') return undefined
      capa.instead = undefined
      // While it stands still, another instance gets the next turn.
      pass(61_000)
      frozen = answer(bank, make())
      await frozen
      return undefined
    }
    expect((await failure(answer(bank))).details?.reason).toBe('order_call_unanswered')
    expect(await frozen).toMatchObject({ session: { kind: 'deposit' } })
    expect([capa.rows.length, orders()]).toEqual([1, 1])
  })

  test('two instances at once make one', async () => {
    const { capa, answer, make } = sale()
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => answer(bank, make())))
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(capa.rows).toHaveLength(1)
  })

  test('a refusal needs no wait', async () => {
    const { capa, answer, orders } = sale()
    for (const _ of [1, 2, 3]) {
      capa.instead = (ask) =>
        ask.path === '/off-ramp' ? refused(400, 'QUOTE_EXPIRED', 'Quote has expired') : undefined
      expect((await failure(answer(bank))).details?.reason).toBe('price_expired')
    }
    capa.instead = undefined
    await answer(bank)
    expect(orders()).toBe(4)
    expect(capa.rows).toHaveLength(1)
  })

  const twin = {
    id: 'tx-7',
    userId: capaUser,
    status: 'PENDING_PAYMENT',
    type: 'OFF_RAMP',
    cryptoAmount: '100.00',
    fiatAmount: '1953.96',
    fiatCurrency: 'MXN',
    tokenSymbol: 'USDC',
    blockchainSymbol: 'POL',
    createdAt: new Date(startedAt).toISOString(),
    destinationWalletAddress: depositAddress,
    bankAccount: { country: 'MX', accountIdentifier: clabe },
  }

  test.each([
    ['another account', { bankAccount: { country: 'MX', accountIdentifier: '646180157042875763' } }],
    ['older than the order', { createdAt: '2026-11-21T11:45:00Z' }],
    ['named with a deposit', { invoice: { transactionHash: `0x${'a'.repeat(64)}` } }],
    ['without a time', { createdAt: '' }],
    ['ended', { status: 'CANCELLED' }],
    ['paid already', { status: 'CRYPTO_RECEIVED' }],
    ['another amount', { cryptoAmount: '101' }],
    ['another user', { userId: 'user-2' }],
    ['of a receiver', { receiverId: 'rec-1' }],
    ['at a worse price', { fiatAmount: '1900' }],
  ])('what is not this order is not taken for it: %s', async (_, changes) => {
    const { capa, answer } = sale()
    capa.rows.push({ ...twin, ...changes })
    expect((await answer(bank)).events).toMatchObject([{ rowId: 'tx-2' }])
  })

  test('one that another order of ours holds is not taken', async () => {
    const { capa, provider } = sale()
    capa.rows.push(twin)
    const taken = { ...call, isTaken: async (rowId: string) => rowId === 'tx-7' }
    expect((await provider.continueSession?.(fresh, bank, taken))?.events).toMatchObject([{ rowId: 'tx-2' }])
  })

  test('one whose account is not told is neither taken nor made again', async () => {
    const { capa, answer, orders, pass } = sale()
    capa.rows.push({ ...twin, bankAccount: undefined })
    expect((await failure(answer(bank))).details?.reason).toBe('order_call_unanswered')
    expect(orders()).toBe(0)
    Object.assign(capa.rows[0] ?? {}, { status: 'CRYPTO_NOT_RECEIVED' })
    pass(60_000)
    expect((await answer(bank)).session.kind).toBe('deposit')
  })
})
