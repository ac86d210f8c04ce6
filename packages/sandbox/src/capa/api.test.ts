import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callCapa, capaRow, makeUser, mexican, placeCapaOrder, selling } from '../test/capa.ts'
import { startTestSandbox, type TestSandbox } from '../test/harness.ts'

let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.stop())

const details = async (userId: string) =>
  (await callCapa(sandbox, 'GET', `/kyc/details?userId=${userId}`)).data.aipriseSummary.verificationResult

async function linkOf(userId: string, more = {}) {
  const path = `/users/${userId}/kyc/verification-link`
  return (await callCapa(sandbox, 'POST', path, { country: 'MX', ...more })).data.kycLink as string
}

const decide = (link: string, decision: string) =>
  fetch(link, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' })

describe('users', () => {
  it('are verified on the page of a link that works once', async () => {
    const userId = await makeUser(sandbox, false)
    expect(await details(userId)).toBeNull()
    const link = await linkOf(userId, { partnerRedirectUri: 'http://localhost:3000/back' })
    expect(await details(userId)).toBe('PENDING')
    expect(await (await fetch(link)).text()).toContain('data-testid="kyc-approve"')
    const answer = await decide(link, 'approve')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'http://localhost:3000/back'])
    expect(await details(userId)).toBe('VERIFIED')
    expect((await fetch(link)).status).toBe(410)
  })

  it('are rejected there, by the control API, or not at all once the link is old', async () => {
    const userId = await makeUser(sandbox, false)
    await decide(await linkOf(userId), 'reject')
    expect(await details(userId)).toBe('REJECTED')
    await fetch(`${sandbox.url}/control/capa/users/${userId}/kyc`, {
      method: 'POST',
      body: '{"result":"REVIEW_NEEDED"}',
    })
    expect(await details(userId)).toBe('REVIEW_NEEDED')
    const link = await linkOf(userId)
    sandbox.clock.move(30 * 60_000)
    expect((await decide(link, 'approve')).status).toBe(410)
    expect(await details(userId)).toBe('REVIEW_NEEDED')
  })

  it('belong to one partner, with an external id of their own', async () => {
    const body = { type: 'INDIVIDUAL', email: 'ana@example.com', externalUserId: 'u-1' }
    expect((await callCapa(sandbox, 'POST', '/users', body)).status).toBe(201)
    expect((await callCapa(sandbox, 'POST', '/users', body)).status).toBe(409)
    expect((await callCapa(sandbox, 'POST', '/users', body, sandbox.capa.otherKey)).status).toBe(201)
    const userId = await makeUser(sandbox)
    const foreign = await callCapa(
      sandbox,
      'GET',
      `/kyc/details?userId=${userId}`,
      undefined,
      sandbox.capa.otherKey,
    )
    expect(foreign.json.message).toBe('User is not associated with the partner')
  })
})

describe('quotes', () => {
  const query = 'transactionType=OFF_RAMP&fiatCurrency=MXN&blockchainSymbol=BASE&tokenSymbol=USDC'

  it('tell a price without id or expiry, cost inside the rate', async () => {
    const { data, text } = await callCapa(sandbox, 'GET', `/quotes?${query}&cryptoAmount=100`)
    expect(data).toEqual({
      transactionType: 'OFF_RAMP',
      fiatAmount: 1712.7,
      fiatCurrency: 'MXN',
      blockchainSymbol: 'BASE',
      tokenSymbol: 'USDC',
      cryptoAmount: 100,
      rate: 17.127,
      flow: 'REGULAR',
    })
    expect(text).toContain('"rate":17.127')
  })

  it('become OTC above 50,000 pesos, and give the spread to the partner', async () => {
    expect((await callCapa(sandbox, 'GET', `/quotes?${query}&cryptoAmount=3000`)).data.flow).toBe('OTC')
    const { data } = await callCapa(sandbox, 'GET', `/quotes?${query}&cryptoAmount=100&premiumSpread=0.01`)
    expect(data).toMatchObject({ rate: 16.954, premiumSpread: 0.01 })
  })

  it('are locked for ten seconds: the price of the lock is the price of the order', async () => {
    const userId = await makeUser(sandbox)
    const { data } = await callCapa(sandbox, 'POST', '/quotes', { transactionType: 'OFF_RAMP', ...selling })
    expect(Date.parse(data.expiresAt)).toBe(sandbox.clock.now() + 10_000)
    sandbox.control.capa.setPriceFactor('0.5')
    sandbox.clock.move(9_999)
    const body = { userId, quoteId: data.quoteId, userBankInformation: mexican }
    const order = await callCapa(sandbox, 'POST', '/off-ramp', body)
    expect(order.data).toMatchObject({ fiatAmount: data.fiatAmount, cryptoAmount: 25, fiatCurrency: 'MXN' })
  })
})

describe('orders', () => {
  it('have the documented body, numbers at first and strings in the list', async () => {
    const order = await placeCapaOrder(sandbox, { premiumSpread: 0.01 })
    expect(order).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      userId: order.userId,
      status: 'PENDING_PAYMENT',
      cryptoAmount: 25,
      fiatAmount: 423.85,
      exchangeRate: 16.954,
      tokenSymbol: 'USDC',
      blockchainSymbol: 'BASE',
      fiatCurrency: 'MXN',
      premiumSpread: 0.01,
      createdAt: new Date(sandbox.clock.now()).toISOString(),
      completedAt: null,
      destinationWalletAddress: expect.stringMatching(/^0x[\dA-Fa-f]{40}$/),
      bankAccount: { ...mexican, isVerified: false },
    })
    expect(await capaRow(sandbox, order.id)).toMatchObject({
      type: 'OFF_RAMP',
      cryptoAmount: '25.000000',
      fiatAmount: '423.85',
      invoice: { transactionHash: null },
    })
    sandbox.control.capa.setSettings({ amountsAs: 'string' })
    expect((await placeCapaOrder(sandbox)) as object).toMatchObject({ cryptoAmount: '25.000000' })
  })

  it('keep every digit of an amount', async () => {
    const userId = await makeUser(sandbox)
    const text = JSON.stringify({ userId, userBankInformation: mexican, ...selling, cryptoAmount: 0 })
    const body = text.replace('"cryptoAmount":0', '"cryptoAmount":20000.123456789012345')
    const answer = await callCapa(sandbox, 'POST', '/off-ramp', body)
    expect(answer.text).toContain('"cryptoAmount":20000.123456789012345,')
  })

  it('are made twice by two calls, and by one whose answer was lost', async () => {
    await placeCapaOrder(sandbox)
    sandbox.control.capa.setFaults({ lostCreates: 1 })
    await expect(placeCapaOrder(sandbox)).rejects.toThrow('Bad gateway')
    expect(sandbox.control.capa.orders()).toHaveLength(2)
  })

  it('are listed by user, status and page, and by their own partner only', async () => {
    const [first, second] = [await placeCapaOrder(sandbox), await placeCapaOrder(sandbox)]
    const list = async (query: string, key?: string) =>
      (await callCapa(sandbox, 'GET', `/transactions?${query}`, undefined, key)).data
    expect((await list('')).data.map((r: { id: string }) => r.id)).toEqual([second.id, first.id])
    expect(await list(`userId=${first.userId}`)).toMatchObject({ count: 1, data: [{ id: first.id }] })
    expect(await list('skip=1&limit=1')).toMatchObject({ count: 2, data: [{ id: first.id }] })
    expect((await list('status=COMPLETED')).count).toBe(0)
    expect((await list('', sandbox.capa.otherKey)).count).toBe(0)
    expect((await callCapa(sandbox, 'GET', '/transactions?limit=101')).status).toBe(400)
  })

  it('go to a receiver, or to a saved account', async () => {
    const userId = await makeUser(sandbox)
    const who = { receiverType: 'BUSINESS', email: 'shop@example.com', taxId: 'XAXX010101000' }
    const more = { userId, ...who, businessName: 'Shop', countryOfConstitution: 'MX' }
    const receiverId = (await callCapa(sandbox, 'POST', '/receivers', more)).data.id
    const path = `/banks/receivers/${receiverId}/accounts`
    const account = await callCapa(sandbox, 'POST', path, mexican)
    expect((await callCapa(sandbox, 'GET', path)).data.data).toEqual([account.data])
    expect((await callCapa(sandbox, 'GET', `/banks/users/${userId}/accounts`)).data.count).toBe(0)
    const to = { receiverId, userBankInformation: undefined, userBankInformationId: account.data.id }
    const order = await callCapa(sandbox, 'POST', '/off-ramp', { userId, ...selling, ...to })
    expect(await capaRow(sandbox, order.data.id)).toMatchObject({ receiverId, bankAccount: mexican })
    expect((await callCapa(sandbox, 'DELETE', `/receivers/${receiverId}`)).status).toBe(200)
    expect((await callCapa(sandbox, 'GET', `/receivers?userId=${userId}`)).data.count).toBe(0)
  })

  const holder = { type: 'INDIVIDUAL', firstName: 'Ana', lastName: 'Prueba' }
  const address = { streetLine1: '1 Main St', city: 'Austin', postalCode: '78701', country: 'US' }
  const dominican = {
    bankName: 'BHD',
    accountType: 'SAVINGS',
    documentIdentifier: '1',
    documentType: 'CEDULA',
  }
  it.each<[string, Record<string, unknown>, string[]]>([
    ['MX', { accountIdentifier: mexican.accountIdentifier }, ['accountIdentifier']],
    ['DO', { accountIdentifier: '1', ...dominican }, ['bankName', 'accountType', 'documentType']],
    [
      'US',
      { accountIdentifier: '1', bankName: 'B', routingNumber: '021000021', accountHolder: holder, address },
      ['routingNumber', 'accountHolder', 'address'],
    ],
    [
      'DE',
      { iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', bankName: 'C', accountHolder: holder },
      ['iban', 'bic', 'bankName', 'accountHolder'],
    ],
  ])('an account in %s needs what the table says', async (country, account, needed) => {
    const userId = await makeUser(sandbox)
    const save = async (body: object) =>
      (await callCapa(sandbox, 'POST', `/banks/users/${userId}/accounts`, body)).status
    expect(await save({ country, ...account })).toBe(201)
    for (const name of needed) expect(await save({ country, ...account, [name]: undefined }), name).toBe(400)
  })
})
