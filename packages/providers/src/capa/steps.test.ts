import { bindDeposit } from '@offrampkit/core/deposit'
import { describe, expect, test } from 'vitest'
import { refused } from './fixtures/fakeCapa.ts'
import {
  call,
  capaUser,
  clabe,
  depositAddress,
  fresh,
  heard,
  owner,
  registry,
  startedAt,
} from './fixtures/sale.ts'
import { bank, failure, formOf, sale } from './fixtures/session.ts'
import { memoryCapaUsers } from './users.ts'

describe('who the user is', () => {
  test('a user that Capa does not know is asked for an address, made once, and sent to the identity check', async () => {
    const users = memoryCapaUsers()
    const { capa, provider, answer } = sale({ users, externalUserIdOf: (id) => `app-${id}` })
    capa.kyc = null
    expect(formOf(await provider.createSession(fresh, call)).names).toEqual(['email'])
    expect((await failure(answer({ email: 'ada@example' }))).details?.field).toBe('values.email')

    const { session, events } = await answer({ email: 'ada@example.com' })
    expect(capa.asked.find((ask) => ask.path === '/users')?.body).toEqual({
      type: 'INDIVIDUAL',
      email: 'ada@example.com',
      externalUserId: `app-${owner}`,
    })
    expect(session).toMatchObject({
      kind: 'open',
      url: expect.stringMatching(/^https:\/\/verify\.example\//),
    })
    expect(events).toEqual([])
    expect(await users.find(owner)).toBe(capaUser)
    const link = capa.asked.find((ask) => ask.path === `/users/${capaUser}/kyc/verification-link`)
    expect(link?.body).toEqual({ country: 'MX', partnerRedirectUri: call.returnUrl })

    // Each opening has a link of its own; no second user.
    const again = (await provider.createSession(fresh, call)).session
    expect(again.kind === 'open' && session.kind === 'open' && again.url !== session.url).toBe(true)
    expect(capa.count('POST', '/users')).toBe(1)
  })

  test('a check that is looked at or was refused is told, and a verified user is asked for the account', async () => {
    const { capa, provider } = sale()
    for (const [kyc, reason, retryable] of [
      ['REVIEW_NEEDED', 'identity_in_review', true],
      ['REJECTED', 'identity_rejected', false],
    ] as const) {
      const code = retryable ? 'identity_unverified' : 'identity_rejected'
      capa.kyc = kyc
      const error = await failure(provider.createSession(fresh, call))
      expect(error).toMatchObject({ code, retryable, details: { reason } })
    }
    capa.kyc = 'VERIFIED'
    expect(formOf(await provider.createSession(fresh, call)).names).toEqual(['clabe', 'receiveAtLeast'])
  })

  test('a user that is there already: another tab made it, or only the operator can find it', async () => {
    const users = memoryCapaUsers()
    const { capa, answer } = sale({ users })
    const conflict = () => refused(409, 'CONFLICT', 'externalUserId is in use')
    capa.instead = (ask) => (ask.path === '/users' ? conflict() : undefined)
    const error = await failure(answer({ email: 'ada@example.com' }))
    expect(error).toMatchObject({ code: 'conflict', details: { reason: 'user_exists_already' } })
    capa.instead = async (ask) => {
      if (ask.path !== '/users') return undefined
      await users.keep(owner, capaUser)
      return conflict()
    }
    expect((await answer({ email: 'ada@example.com' })).session.kind).toBe('form')
  })

  test('a host that does not say whose order it is is told so', async () => {
    const { provider } = sale()
    const { userId: _, ...unnamed } = call
    expect((await failure(provider.createSession(fresh, unnamed))).code).toBe('invalid_config')
  })
})

describe('where to pay', () => {
  test('the estimate less a percent is promised, as the one choice that there is', async () => {
    const { provider, capa } = sale({ premiumSpread: '0.01' })
    expect(formOf(await provider.createSession(fresh, call)).optionsOf('receiveAtLeast')).toEqual(['1934.42'])
    const quote = capa.asked.find((ask) => ask.path === '/quotes')
    expect(Object.fromEntries(quote?.query ?? [])).toEqual({
      transactionType: 'OFF_RAMP',
      tokenSymbol: 'USDC',
      blockchainSymbol: 'POL',
      fiatCurrency: 'MXN',
      cryptoAmount: '100',
      premiumSpread: '0.01',
    })
    expect(capa.asked.every((ask) => ask.key === 'test-key')).toBe(true)
  })

  test('saved accounts and receivers are offered, and only their ends are shown', async () => {
    const { capa, provider, answer } = sale({ receivers: true })
    capa.accounts = [
      { id: 'acc-1', country: 'MX', accountIdentifier: clabe, bankName: 'Santander' },
      { id: 'acc-2', country: 'US', accountIdentifier: '123456789' },
      { id: 'not/an/id', country: 'MX' },
    ]
    capa.receivers = [{ id: 'rec-1', firstName: 'Grace', lastName: 'Hopper', taxId: 'XAXX010101000' }]
    const form = formOf(await provider.createSession(fresh, call))
    expect(form.optionsOf('payTo')).toEqual(['account:acc-1', 'new', 'receiver:rec-1'])
    expect(JSON.stringify(form)).toContain('····7120')
    expect(JSON.stringify(form)).not.toMatch(/01468026|XAXX/)

    const next = formOf(await answer({ payTo: 'receiver:rec-1', receiveAtLeast: '1934.42' }))
    expect(next.names).toEqual(['payTo', 'clabe', 'receiveAtLeast'])
    expect(next.optionsOf('payTo')).toEqual(['receiver:rec-1'])
    expect((await answer({ payTo: 'receiver:rec-1', ...bank })).session.kind).toBe('deposit')
    expect(capa.asked.findLast((ask) => ask.path === '/off-ramp')?.body).toEqual({
      userId: capaUser,
      quoteId: expect.any(String),
      userBankInformation: { country: 'MX', accountIdentifier: clabe },
      receiverId: 'rec-1',
    })
  })

  test('a saved account is named by its id, without a new one beside it', async () => {
    const { capa, answer } = sale()
    capa.accounts = [{ id: 'acc-1', country: 'MX', accountIdentifier: clabe }]
    await answer({ payTo: 'account:acc-1', receiveAtLeast: '1934.42', clabe })
    const body = capa.asked.findLast((ask) => ask.path === '/off-ramp')?.body
    expect(body).toEqual({ userId: capaUser, quoteId: expect.any(String), userBankInformationId: 'acc-1' })
    const error = await failure(answer({ payTo: 'account:../../x', receiveAtLeast: '1' }))
    expect(error.details?.field).toBe('values.payTo')
  })

  test.each([
    ['an account that is not of this user', true, { payTo: 'account:acc-9' }],
    ['a receiver that is not of this user', true, { payTo: 'receiver:rec-9', ...bank }],
    ['a receiver where the app offers none', false, { payTo: 'receiver:rec-1', ...bank }],
  ])('%s is refused, and nothing is made', async (_, receivers, values) => {
    const { capa, answer } = sale({ receivers })
    capa.receivers = [{ id: 'rec-1', firstName: 'Grace', lastName: 'Hopper', taxId: 'XAXX010101000' }]
    const error = await failure(answer({ receiveAtLeast: '1', ...values }))
    expect(error).toMatchObject({ code: 'invalid_request', details: { field: 'values.payTo' } })
    expect(capa.count('POST', '/off-ramp')).toBe(0)
  })

  test('a wrong account reaches nobody', async () => {
    const { answer, orders, capa } = sale()
    const error = await failure(answer({ ...bank, clabe: '014680260346007121' }))
    expect(error).toMatchObject({ code: 'invalid_request', details: { field: 'values.clabe' } })
    expect(capa.asked).toEqual([])
    expect(orders()).toBe(0)
  })
})

describe('the order call', () => {
  test('is made at a price that was locked for it, and its answer is the instruction', async () => {
    const { capa, answer, orders } = sale({ premiumSpread: '0.015' })
    const { session, events } = await answer(bank)
    expect(session).toEqual({ kind: 'deposit' })
    const lock = capa.asked.find((ask) => ask.method === 'POST' && ask.path === '/quotes')
    // Numbers, as decimals that were never JS numbers.
    expect(lock?.text).toContain('"cryptoAmount":100,')
    expect(lock?.text).toContain('"premiumSpread":0.015')
    expect(capa.asked.findLast((ask) => ask.path === '/off-ramp')?.body).toEqual({
      userId: capaUser,
      quoteId: expect.stringMatching(/^quote-/),
      userBankInformation: { country: 'MX', accountIdentifier: clabe },
    })
    const order = heard(events, fresh)
    expect(bindDeposit(order, registry, startedAt)).toMatchObject({
      state: 'ready',
      instruction: { to: depositAddress, units: 100_000_000n, rowId: 'tx-1', from: null },
    })
    expect(JSON.stringify(events)).not.toContain(clabe)
    expect(orders()).toBe(1)
  })

  test('is not made when the locked price pays less than was promised: the user is asked again', async () => {
    const { capa, answer, orders } = sale()
    capa.locked = '1934.41'
    const again = formOf(await answer(bank))
    expect(again).toMatchObject({
      reason: 'price_changed',
      title: 'The price has changed',
      changed: {
        before: { amount: '1934.42', currency: 'MXN' },
        now: { amount: '1915.06', currency: 'MXN' },
      },
    })
    expect(again.names).toEqual(['clabe', 'receiveAtLeast'])
    expect(again.optionsOf('receiveAtLeast')).toEqual(['1915.06'])
    expect(orders()).toBe(0)
    // Agreeing to it needs no wait.
    expect((await answer({ ...bank, receiveAtLeast: '1915.06' })).session.kind).toBe('deposit')
    expect(orders()).toBe(1)
  })

  test('a price at exactly what was promised is taken', async () => {
    const { capa, answer } = sale()
    capa.locked = '1934.420'
    expect((await answer(bank)).session.kind).toBe('deposit')
  })

  test.each([
    ['another amount', { cryptoAmount: 99 }],
    ['another token', { tokenSymbol: 'USDT' }],
    ['another chain', { blockchainSymbol: 'BASE' }],
    ['another currency', { fiatCurrency: 'USD' }],
    ['less than locked', { fiatAmount: 1900 }],
    ['another user', { userId: 'user-2' }],
    ['a purchase', { type: 'ON_RAMP' }],
  ])('an order that Capa made differently is taken back and never paid: %s', async (_, changes) => {
    const { capa, answer } = sale()
    capa.instead = (ask) => {
      if (ask.path !== '/off-ramp') return undefined
      const made = {
        id: 'tx-9',
        userId: capaUser,
        status: 'PENDING_PAYMENT',
        type: 'OFF_RAMP',
        cryptoAmount: 100,
        fiatAmount: 1953.96,
        fiatCurrency: 'MXN',
        tokenSymbol: 'USDC',
        blockchainSymbol: 'POL',
        createdAt: new Date(startedAt).toISOString(),
        destinationWalletAddress: depositAddress,
        ...changes,
      }
      return new Response(JSON.stringify({ success: true, data: made }), { status: 201 })
    }
    const error = await failure(answer(bank))
    expect(error.details?.reason).toBe('order_not_as_agreed')
    expect(capa.count('PUT', '/transactions/tx-9/cancel')).toBe(1)
  })
})
