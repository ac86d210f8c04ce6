import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRpc } from '../chain/rpc.ts'
import { byTestId } from '../test/harness.ts'
import { shapeDifferences } from '../test/shape.ts'
import { sampleWebhooks } from './fixtures/webhooks.ts'
import { askPartna, kenyan, openWidget, placeRamp, REFERENCE, startPartna } from './test/harness.ts'

type Started = Awaited<ReturnType<typeof startPartna>>
let on: Started

beforeAll(async () => {
  on = await startPartna()
})
beforeEach(() => {
  on.sandbox.control.reset()
  on.heard.length = 0
})
afterAll(() => on.sandbox.stop())

describe('the parameters', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['an unknown network', { from_network: 'bsc' }, /network/],
    ['an upper-case network', { from_network: 'Celo' }, /network/],
    ['an asset that is not on the network', { from_currency: 'USDT' }, /not supported on celo/],
    ['a lower-case currency', { from_currency: 'cusd' }, /cannot be sold/],
    ['GHS, which is launching', { to_currency: 'GHS' }, /paid out/],
    ['no amount', { amount: '' }, /amount/],
    ['nought', { amount: '0' }, /amount/],
    ['too many digits', { amount: '0.1100000000000000001' }, /amount/],
    ['an amount that fees take', { amount: '0.01' }, /too low/],
    ['a reference with dashes', { reference: 'a13953b7-27b9-f20a-b1ab-76dfd9abe4ca' }, /hexadecimal/],
    ['a sender that is no address', { address: 'me' }, /address/],
    ['an unknown merchant', { merchant: 'nobody' }, /merchant/],
  ])('refuse %s', async (_, params, reason) => {
    const { opened, page } = await openWidget(on.sandbox, params)
    expect(opened.status).toBe(400)
    expect(byTestId(await page(), 'partna-error')).toMatch(reason)
  })
})

describe('the page', () => {
  it('shows the sale, asks for the payout, then shows amount and address', async () => {
    const visit = await openWidget(on.sandbox)
    const first = await visit.page()
    expect(byTestId(first, 'partna-amount')).toBe('0.11')
    expect(byTestId(first, 'partna-receive')).toBe('12.93')
    await visit.post(kenyan)
    const [ramp] = on.partna.ramps(REFERENCE)
    const second = await visit.page()
    expect(second).toContain(`data-address="${ramp?.paymentAddress}"`)
    expect(byTestId(second, 'partna-amount')).toBe('0.11')
    expect(byTestId(second, 'partna-status')).toMatch(/Waiting/)
  })

  it('refuses a payout account that nobody has', async () => {
    const visit = await openWidget(on.sandbox)
    const answer = await visit.post({ ...kenyan, accountNumber: '12' })
    expect(byTestId(await answer.text(), 'partna-error')).toBe('Invalid bank account details')
    expect(on.partna.ramps()).toEqual([])
  })

  it('lets only registered users sell at a closed merchant', async () => {
    await askPartna(on.sandbox, 'PUT', '/user/settings', { registrationType: 'closed' })
    const visit = await openWidget(on.sandbox)
    const refused = await visit.post(kenyan)
    expect(byTestId(await refused.text(), 'partna-error')).toMatch(/registered/)
    expect(on.partna.ramps()).toEqual([])
    const account = { accountName: kenyan.accountName, email: 'w@example.com' }
    await askPartna(on.sandbox, 'POST', '/account', account)
    await visit.post(kenyan)
    expect(on.partna.ramps()).toHaveLength(1)
  })

  it('opened again shows the sale that is there', async () => {
    const { ramp } = await placeRamp(on.sandbox)
    const again = await openWidget(on.sandbox)
    expect(await again.page()).toContain(`data-address="${ramp.paymentAddress}"`)
    await again.post(kenyan)
    expect(on.partna.ramps()).toHaveLength(1)
  })

  it('takes "I have paid" as a word, and never leads away', async () => {
    const { visit } = await placeRamp(on.sandbox)
    const answer = await visit.post({ action: 'paid' })
    expect(answer.headers.get('location')).toBe(visit.location)
    expect(await visit.page()).toContain('partna-looking')
    await on.sandbox.tick()
    expect(on.partna.ramps(REFERENCE)[0]?.status).toBe('pending')
  })

  it('lets another wallet pay, and follows that money', async () => {
    const { visit } = await placeRamp(on.sandbox)
    await visit.post({ action: 'pay-elsewhere' })
    await createRpc(String(on.sandbox.chains[2]?.rpcUrl), fetch)('evm_mine')
    await on.sandbox.tick()
    await on.sandbox.control.advance(10_000)
    const [ramp] = on.partna.ramps(REFERENCE)
    expect(ramp).toMatchObject({ status: 'completed', outcome: 'paid' })
    expect(ramp?.sendingAddress).not.toBe(on.sandbox.accounts[0])
    expect(byTestId(await visit.page(), 'partna-status')).toMatch(/has been sent/)
  })

  it('cancels, and no webhook says so', async () => {
    const { visit } = await placeRamp(on.sandbox)
    await visit.post({ action: 'cancel' })
    await on.sandbox.tick()
    expect(on.partna.ramps(REFERENCE)[0]?.status).toBe('canceled')
    expect(on.heard.map((h) => h.json.status)).toEqual(['pending'])
  })
})

it('tells the deposit address by webhook, in the documented shape', async () => {
  const { ramp } = await placeRamp(on.sandbox)
  expect(on.heard).toHaveLength(1)
  expect(on.heard[0]?.event).toBe('Offramp')
  expect(shapeDifferences(on.heard[0]?.json, sampleWebhooks.pending)).toEqual([])
  expect(on.heard[0]?.json).toMatchObject({
    transactionReference: REFERENCE,
    fromAmount: 0.11,
    toAmount: 12.93,
    totalFeesInFromCurrency: 0.0089,
    totalFeesInToCurrency: 1.14,
    paymentAddress: ramp.paymentAddress.toLowerCase(),
  })
  expect(Number(on.heard[0]?.json.expireAt) - Number(on.heard[0]?.json.timestamp)).toBe(3600)
})
