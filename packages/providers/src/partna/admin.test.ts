import { describe, expect, test } from 'vitest'
import { createPartnaAdmin } from './admin.ts'
import { describedBanks, documentedHolder, documentedValidation } from './fixtures/answers.ts'
import { type Answer, recording } from './fixtures/sale.ts'

const adminOver = (answers: Record<string, Answer>) => {
  const { fetch, asked } = recording(answers)
  return { asked, admin: createPartnaAdmin({ apiKey: 'key-1', merchant: 'shop', fetch, now: () => 0 }) }
}
const account = { accountName: 'john_joe', email: 'john@example.com' }
const done = '{"message":"success"}'

describe('accounts', () => {
  test('are registered in open mode, and completed with the code', async () => {
    const { admin, asked } = adminOver({
      'POST /account/register': done,
      'POST /account/complete-registration': done,
    })
    await admin.registerAccount(account)
    await admin.completeRegistration({ email: account.email, otp: '123456' })
    expect(asked.map(({ body }) => JSON.parse(body))).toEqual([
      { ...account, merchantName: 'shop' },
      { email: account.email, merchantName: 'shop', otp: '123456' },
    ])
  })

  test('are made in closed mode; one that is there is told apart', async () => {
    const { admin, asked } = adminOver({ 'POST /account': { status: 201, body: '{"data":{}}' } })
    await admin.createAccount(account)
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual(account)
    const there = adminOver({
      'POST /account': { status: 409, body: '{"message":"account already exists"}' },
    })
    await expect(there.admin.createAccount(account)).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'account_exists' },
    })
  })

  test.each([
    { accountName: 'Jane Doe', email: 'a@b.example' },
    { accountName: 'x', email: 'a@b.example' },
    { accountName: 'jane', email: 'a@b' },
    { accountName: 'jane', email: 'a b@c.example' },
  ])('%o is asked of nobody', async (odd) => {
    const { admin, asked } = adminOver({})
    await expect(admin.createAccount(odd)).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(admin.registerAccount(odd)).rejects.toMatchObject({ code: 'invalid_request' })
    expect(asked).toEqual([])
  })
})

describe('settings', () => {
  test('are read, with amounts as text', async () => {
    const body =
      '{"data":{"registrationType":"closed","feeType":"fixed","feeAmount":0.50,"feeCurrency":"USD","email":"x"}}'
    const { admin } = adminOver({ 'GET /user/settings': body })
    expect(await admin.settings()).toEqual({
      registrationType: 'closed',
      feeType: 'fixed',
      feeAmount: '0.50',
      feeCurrency: 'USD',
    })
  })

  test('are changed one by one, with amounts as the digits that they are', async () => {
    const { admin, asked } = adminOver({ 'PUT /user/settings': done })
    await admin.updateSettings({ registrationType: 'open', feeAmount: '0.50' })
    expect(asked[0]?.body).toBe('{"registrationType":"open","feeAmount":0.50}')
  })

  test.each([{}, { registrationType: 'opened' }, { feeAmount: '1e3' }, { feeAmount: '-1' }, { other: 'x' }])(
    '%o changes nothing',
    async (changes) => {
      const { admin, asked } = adminOver({ 'PUT /user/settings': done })
      await expect(admin.updateSettings(changes as never)).rejects.toMatchObject({ code: 'invalid_request' })
      expect(asked).toEqual([])
    },
  )

  test('an error names the fields that did not pass, and no value', async () => {
    const { admin } = adminOver({ 'PUT /user/settings': { status: 400, body: documentedValidation.body } })
    const error = await admin.updateSettings({ registrationType: 'open' }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ details: { reason: 'validation', fields: 'registrationType' } })
    expect(String(error)).not.toContain('opened')
  })
})

test('banks and holders', async () => {
  const { admin, asked } = adminOver({
    'GET /banks': describedBanks.body,
    'POST /kyc/resolve-account': documentedHolder.body,
  })
  expect(await admin.banks('NGN')).toHaveLength(2)
  await expect(admin.banks('USD')).rejects.toMatchObject({ code: 'invalid_request' })
  const to = { currency: 'NGN', accountNumber: '0123456789', bankCode: '044' }
  expect(await admin.resolveAccount(to)).toBe('JANE DOE')
  expect(asked.map(({ path }) => path)).toEqual(['/banks', '/kyc/resolve-account'])
})

test('the webhook URL is https', async () => {
  const { admin, asked } = adminOver({ 'POST /user/webhook': done })
  await admin.setWebhookUrl('https://app.example/api/offramp/webhooks/partna')
  for (const url of ['http://localhost/x', 'ftp://a.example', 'x'])
    await expect(admin.setWebhookUrl(url)).rejects.toMatchObject({ code: 'invalid_request' })
  expect(asked).toHaveLength(1)
})

test.each([
  [
    401,
    '{"message":"no withdrawal api key cannot access POST /transfer/withdraw"}',
    'provider_rejected',
    'key_scope',
  ],
  [401, '{"message":"invalid apikey","data":{}}', 'provider_rejected', 'unauthorized'],
  [403, '', 'provider_rejected', 'unauthorized'],
  [422, '{"message":"x"}', 'provider_rejected', 'not_verified'],
  [418, '<html>', 'provider_rejected', undefined],
  [429, '', 'rate_limited', undefined],
  [503, '{"message":"Rates not available, please try again later"}', 'provider_unavailable', undefined],
])('%i %s', async (status, body, code, reason) => {
  const { admin } = adminOver({ 'GET /user/settings': { status, body } })
  const error = await admin.settings().catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code, ...(reason === undefined ? {} : { details: { reason } }) })
})

test('no redirect is followed', async () => {
  const { admin } = adminOver({ 'GET /user/settings': { status: 302, body: '' } })
  await expect(admin.settings()).rejects.toMatchObject({ code: 'provider_unavailable' })
})
