import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Fetch } from '../../chain/rpc.ts'
import {
  byTestId,
  callApi,
  mintToken,
  oneClick,
  openHosted,
  placeOrder,
  startTestSandbox,
  type TestSandbox,
} from '../../test/harness.ts'

let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startTestSandbox({ redirectAllowlist: ['https://app.example'] })
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.stop())

async function open(params: Record<string, string>, token: Record<string, unknown> = {}) {
  return openHosted(sandbox, { sessionToken: await mintToken(sandbox, token), ...params })
}

/** The value that a field of the order form holds. */
function fieldValue(markup: string, id: string): string | null {
  const select = new RegExp(`<select id="${id}".*?</select>`, 's').exec(markup)?.[0]
  if (select) return /value="([^"]*)" selected/.exec(select)?.[1] ?? null
  return new RegExp(`<input id="${id}"[^>]*value="([^"]*)"`).exec(markup)?.[1] ?? null
}

/** Signs in and returns the next page. */
async function signedIn(params: Record<string, string>, country = 'US', token: Record<string, unknown> = {}) {
  const visit = await open(params, token)
  await visit.post({ action: 'sign-in', country })
  return { ...visit, markup: await visit.page() }
}

describe('opening', () => {
  it('uses the token up: the same address again shows the error, the visit goes on', async () => {
    const sessionToken = await mintToken(sandbox)
    const first = await openHosted(sandbox, { sessionToken })
    expect(first.opened.status).toBe(303)
    const again = await openHosted(sandbox, { sessionToken })
    expect(again.opened.status).toBe(401)
    expect(byTestId(await again.page(), 'hosted-error')).toBe(
      'Your project is configured to require secure initialization and requires a `sessionToken`',
    )
    expect(await first.page()).toContain('data-testid="hosted-sign-in-step"')
  })

  it('is refused without a token, or five minutes later', async () => {
    expect((await openHosted(sandbox, {})).opened.status).toBe(401)
    const sessionToken = await mintToken(sandbox)
    await sandbox.control.advance(300_000)
    expect((await openHosted(sandbox, { sessionToken })).opened.status).toBe(401)
  })

  it.each<[string, Record<string, string>]>([
    ['no reference', { partnerUserRef: '' }],
    ['a reference of 50 characters', { partnerUserRef: 'x'.repeat(50) }],
    ['no redirect', { redirectUrl: '' }],
  ])('is refused with %s', async (_, params) => {
    expect((await open(params)).opened.status).toBe(400)
  })

  it('shows a page that says SANDBOX, cannot be framed, and runs nothing inline', async () => {
    const visit = await open({})
    const response = await fetch(sandbox.url + visit.opened.headers.get('location'))
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const csp = response.headers.get('content-security-policy')
    expect(csp).toContain("default-src 'none'")
    expect(csp).toContain("frame-ancestors 'self'")
    expect(csp).not.toContain('unsafe')
    expect(csp).toContain("form-action 'self' http://localhost:3000")
    expect(byTestId(await response.text(), 'sandbox-banner')).toMatch(/^SANDBOX/)
  })

  it('writes what it was given as text, never as markup', async () => {
    const { markup, post } = await signedIn({ partnerUserRef: '"><script>x</script>' })
    expect(markup).not.toContain('<script>')
    await post({
      action: 'preview',
      asset: '<b>',
      network: 'base',
      amount: '"><i>',
      method: 'ACH_BANK_ACCOUNT',
      currency: 'USD',
    })
  })

  it('narrows the assets and networks to the token', async () => {
    const addresses = [{ address: sandbox.accounts[0], blockchains: ['ethereum'] }]
    const { markup } = await signedIn({ defaultAsset: 'DAI', defaultNetwork: 'base' }, 'US', {
      addresses,
      assets: ['USDC'],
    })
    expect(markup.match(/<option value="(USDC|USDT|DAI|ETH)"/g)).toEqual(['<option value="USDC"'])
    expect(fieldValue(markup, 'network')).toBe('ethereum')
  })
})

describe('parameters', () => {
  it.each<[string, Record<string, string>, Record<string, string | null>]>([
    [
      'defaults',
      { defaultAsset: 'DAI', defaultNetwork: 'ethereum' },
      { asset: 'DAI', network: 'ethereum', amount: '' },
    ],
    ['an asset by its UUID', { defaultAsset: '2b92315d-eab7-5bef-84fa-089a131333f5' }, { asset: 'USDC' }],
    ['an unknown asset', { defaultAsset: 'DOGE' }, { asset: 'ETH' }],
    [
      'an unknown network',
      { defaultAsset: 'USDC', defaultNetwork: 'polygon' },
      { asset: 'USDC', network: 'base' },
    ],
    ['a pay-out method', { defaultCashoutMethod: 'ACH_BANK_ACCOUNT' }, { method: 'ACH_BANK_ACCOUNT' }],
    ['an unknown method', { defaultCashoutMethod: 'SEPA' }, { method: 'FIAT_WALLET' }],
    ['a method that the country lacks', { defaultCashoutMethod: 'PAYPAL' }, { method: 'ACH_BANK_ACCOUNT' }],
    ['a crypto amount alone', { presetCryptoAmount: '12.5' }, { amount: '12.5' }],
    ['an amount that is none', { presetCryptoAmount: '1e3' }, { amount: '' }],
    ['an amount finer than the asset', { presetCryptoAmount: '0.0000000000000000001' }, { amount: '' }],
    ['crypto over fiat', { presetCryptoAmount: '3', presetFiatAmount: '500' }, { amount: '3' }],
    ['fiat, in dollars', { presetFiatAmount: '500' }, { amount: '0.2' }],
    ['fiat in another currency', { presetFiatAmount: '23', fiatCurrency: 'SGD' }, { amount: '' }],
  ])('fill the form: %s', async (_, params, expected) => {
    const { markup } = await signedIn(params)
    for (const [id, value] of Object.entries(expected)) expect(fieldValue(markup, id), id).toBe(value)
  })

  it('turn a fiat preset in euro into crypto', async () => {
    const { markup } = await signedIn(
      { defaultAsset: 'USDC', presetFiatAmount: '23', fiatCurrency: 'EUR' },
      'DE',
    )
    expect(byTestId(markup, 'hosted-sell-amount')).toBe('25 USDC')
    expect(byTestId(markup, 'hosted-total')).toBe('22.77 EUR')
  })

  it('start from a quote', async () => {
    const quote = await callApi(sandbox, 'POST', '/onramp/v1/sell/quote', {
      sell_currency: 'USDT',
      sell_network: 'ethereum',
      sell_amount: '17',
      cashout_currency: 'USD',
      payment_method: 'ACH_BANK_ACCOUNT',
      country: 'US',
      subdivision: 'NY',
    })
    const { markup } = await signedIn({ quoteId: quote.json.quote_id })
    expect(fieldValue(markup, 'asset')).toBe('USDT')
    expect(fieldValue(markup, 'network')).toBe('ethereum')
    expect(fieldValue(markup, 'amount')).toBe('17')
    expect(fieldValue(markup, 'method')).toBe('ACH_BANK_ACCOUNT')
  })
})

describe('one click', () => {
  it('skips the form and can be edited', async () => {
    const { markup, post, page } = await signedIn(oneClick)
    expect(byTestId(markup, 'hosted-receive-at-least')).toBe('24.25 USD')
    await post({ action: 'edit' })
    expect(fieldValue(await page(), 'amount')).toBe('25')
  })

  it('is locked by disableEdit', async () => {
    const { markup, post, page } = await signedIn({ ...oneClick, disableEdit: 'true' })
    expect(markup).not.toContain('hosted-edit')
    await post({ action: 'edit' })
    await post({
      action: 'preview',
      asset: 'USDC',
      network: 'base',
      amount: '99',
      method: 'ACH_BANK_ACCOUNT',
      currency: 'USD',
    })
    expect(byTestId(await page(), 'hosted-sell-amount')).toBe('25 USDC')
  })

  it('without a preset is not locked', async () => {
    const { markup } = await signedIn({ defaultAsset: 'USDC', disableEdit: 'true' })
    expect(markup).toContain('data-testid="hosted-order-step"')
  })
})

describe('the order form', () => {
  const order = {
    action: 'preview',
    asset: 'USDC',
    network: 'base',
    amount: '30',
    method: 'ACH_BANK_ACCOUNT',
    currency: 'USD',
  }

  it('lets the user sell something else than the app preset', async () => {
    const { post, page } = await signedIn({ defaultAsset: 'USDC' })
    await post({ ...order, asset: 'USDT', network: 'ethereum' })
    expect(byTestId(await page(), 'hosted-sell-amount')).toBe('30 USDT')
    expect((await post({ action: 'confirm' })).headers.get('location')).toBe(
      'http://localhost:3000/back?order=7',
    )
    expect(sandbox.control.orders('ref-1')[0]?.row).toMatchObject({ asset: 'USDT', network: 'ethereum' })
  })

  it.each<[string, Record<string, string>]>([
    ['no number', { amount: 'ten' }],
    ['zero', { amount: '0' }],
    ['finer than the asset', { amount: '30.0000001' }],
    ['below the minimum', { amount: '9' }],
    ['above the maximum', { amount: '25001' }],
    ['an unknown asset', { asset: 'DOGE' }],
    ['a method of elsewhere', { method: 'PAYPAL' }],
    ['a currency of elsewhere', { currency: 'EUR' }],
  ])('says what is wrong with %s', async (_, over) => {
    const { post, page } = await signedIn({})
    expect(byTestId(await (await post({ ...order, ...over })).text(), 'hosted-error')).toBeTruthy()
    expect(await page()).toContain('hosted-order-step')
    await post({ action: 'confirm' })
    expect(sandbox.control.orders()).toEqual([])
  })
})

describe('"Cash out now"', () => {
  it('is refused when the wallet lacks the funds', async () => {
    const { post } = await signedIn({ ...oneClick, presetCryptoAmount: '10001' })
    expect(byTestId(await (await post({ action: 'confirm' })).text(), 'hosted-error')).toBe(
      'The wallet does not hold 10001 USDC on base.',
    )
    expect(sandbox.control.orders()).toEqual([])
  })

  it('places one order, however often it is pressed', async () => {
    const { post } = await signedIn(oneClick)
    for (let i = 0; i < 3; i += 1) {
      expect((await post({ action: 'confirm' })).headers.get('location')).toBe(
        'http://localhost:3000/back?order=7',
      )
    }
    expect(sandbox.control.orders()).toHaveLength(1)
  })

  it('places one order when pressed three times at once', async () => {
    // Holds the balance checks until all three are under way.
    const waiting: (() => void)[] = []
    const gate: Fetch = async (input, init) => {
      if (String(init?.body).includes('"eth_call"')) {
        await new Promise<void>((go) => {
          waiting.push(go)
          if (waiting.length === 3) for (const each of waiting) each()
        })
      }
      return fetch(input, init)
    }
    const slow = await startTestSandbox({ fetch: gate })
    try {
      const visit = await openHosted(slow, { ...oneClick, sessionToken: await mintToken(slow) })
      await visit.post({ action: 'sign-in', country: 'US' })
      await Promise.all([1, 2, 3].map(() => visit.post({ action: 'confirm' })))
      expect(waiting).toHaveLength(3)
      expect(slow.control.orders()).toHaveLength(1)
    } finally {
      await slow.stop()
    }
  })

  it.each([
    ['https://app.example/deep/path?x=1', true],
    ['http://127.0.0.1:5173/?a=b#c', true],
    ['https://app.example.evil.com/', false],
    ['http://app.example/', false],
    ['javascript:alert(1)', false],
  ])('with a redirect to %s goes there: %s', async (redirectUrl, allowed) => {
    const { response, order } = await placeOrder(sandbox, 'r', { redirectUrl })
    expect(response.headers.get('location')).toBe(allowed ? redirectUrl : null)
    if (!allowed) expect(await response.text()).toContain('data-testid="hosted-placed"')
    expect(order.row.redirect_url).toBe(redirectUrl)
  })

  it('stays when the scenario says so, and is refused when the account may not sell', async () => {
    await sandbox.control.runScenario('never-redirect')
    expect((await placeOrder(sandbox, 'stay')).response.status).toBe(200)
    await sandbox.control.runScenario('denied')
    await expect(placeOrder(sandbox, 'denied')).rejects.toThrow('no order')
  })
})

describe('"Cancel"', () => {
  it('leaves without an order, at any step', async () => {
    const { post, page } = await signedIn(oneClick)
    await post({ action: 'cancel' })
    expect(await page()).toContain('data-testid="hosted-left"')
    await post({ action: 'confirm' })
    expect(sandbox.control.orders()).toEqual([])
  })
})
