import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRpc } from '../chain/rpc.ts'
import {
  callApi,
  mintToken,
  oneClick,
  openHosted,
  placeOrder,
  sendMoney,
  startTestSandbox,
  type TestSandbox,
} from '../test/harness.ts'

let sandbox: TestSandbox
const MINUTE = 60_000
const USDC = 1_000_000n

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.stop())

async function rowOf(ref: string) {
  return (await callApi(sandbox, 'GET', `/onramp/v1/sell/user/${ref}/transactions`)).json.transactions[0]
}

const reportOf = (ref: string) => sandbox.control.orders(ref)[0]!

describe('a sale that goes well', () => {
  it.each([
    ['USDC', 'base', 25n * USDC],
    ['USDT', 'ethereum', 25n * USDC],
    ['DAI', 'base', 25n * 10n ** 18n],
  ])('pays for %s on %s', async (symbol, network, amount) => {
    const params = { defaultAsset: symbol, defaultNetwork: network }
    const { response, order } = await placeOrder(sandbox, 'good', params)
    expect(response.status).toBe(303)
    expect(order.row.status).toBe('TRANSACTION_STATUS_STARTED')
    const hash = await sendMoney(sandbox, { to: order.depositAddress, symbol, network, amount })
    await sandbox.tick()
    expect(await rowOf('good')).toMatchObject({ status: 'TRANSACTION_STATUS_STARTED', tx_hash: hash })
    await sandbox.control.advance(3000)
    expect(await rowOf('good')).toMatchObject({ status: 'TRANSACTION_STATUS_SUCCESS', tx_hash: hash })
    expect(reportOf('good').outcome).toBe('paid')
  })

  it('pays for the native coin', async () => {
    const { order } = await placeOrder(sandbox, 'eth', { defaultAsset: 'ETH', presetCryptoAmount: '0.01' })
    expect(order.row.exchange_rate).toMatchObject({ value: '0.0004', currency: 'ETH' })
    const hash = await sendMoney(sandbox, { to: order.depositAddress, symbol: 'ETH', amount: 10n ** 16n })
    await sandbox.tick()
    await sandbox.control.advance(3000)
    expect(await rowOf('eth')).toMatchObject({ status: 'TRANSACTION_STATUS_SUCCESS', tx_hash: hash })
  })

  it('shows no address while it is CREATED, and a fresh one for every order', async () => {
    sandbox.control.setSettings({ startedAfterMs: 10_000 })
    const { order } = await placeOrder(sandbox, 'new')
    expect(order.row).toMatchObject({ status: 'TRANSACTION_STATUS_CREATED', to_address: '' })
    await sandbox.control.advance(8000)
    const first = (await rowOf('new')).to_address
    const second = (await placeOrder(sandbox, 'new')).order
    await sandbox.control.advance(10_000)
    expect(first).toMatch(/^0x[\dA-Fa-f]{40}$/)
    expect(reportOf('new').row.to_address).not.toBe(first)
    expect(second.ref).toBe('new')
  })

  it('shares the address when told', async () => {
    sandbox.control.setSettings({ reuseDepositAddress: true })
    const first = (await placeOrder(sandbox, 'same')).order
    const second = (await placeOrder(sandbox, 'same', { presetCryptoAmount: '26' })).order
    expect(second.depositAddress).toBe(first.depositAddress)
    await sendMoney(sandbox, { to: first.depositAddress, symbol: 'USDC', amount: 25n * USDC })
    await sandbox.tick()
    const [newer, older] = sandbox.control.orders('same')
    expect([older?.row.tx_hash, newer?.row.tx_hash]).toEqual([expect.stringMatching(/^0x/), ''])
  })
})

describe('a deposit that does not match', () => {
  it.each<[string, string[], { symbol?: string; amount?: bigint; network?: string; stranger?: boolean }]>([
    ['one unit too little', ['amount'], { amount: 25n * USDC - 1n }],
    ['one unit too much', ['amount'], { amount: 25n * USDC + 1n }],
    ['another sender', ['from'], { stranger: true }],
    ['another token', ['asset'], { symbol: 'USDT' }],
    ['the native coin', ['asset'], { symbol: 'ETH', amount: 10n ** 16n }],
  ])('(%s) is credited, and the order fails when its time is over', async (_, differs, over) => {
    const { order } = await placeOrder(sandbox, 'bad')
    const from = over.stranger ? sandbox.accounts[4]! : sandbox.accounts[0]!
    await sendMoney(sandbox, { to: order.depositAddress, symbol: 'USDC', amount: 25n * USDC, ...over, from })
    await sandbox.tick()
    expect(sandbox.control.deposits().map((d) => ({ matched: d.matched, differs: d.differs }))).toEqual([
      { matched: false, differs },
    ])
    expect(await rowOf('bad')).toMatchObject({ status: 'TRANSACTION_STATUS_STARTED', tx_hash: '' })
    await sandbox.control.advance(30 * MINUTE)
    expect(await rowOf('bad')).toMatchObject({
      status: 'TRANSACTION_STATUS_FAILED',
      to_address: order.depositAddress,
    })
    expect(reportOf('bad').outcome).toBe('credited')
  })

  it("on the other network is not the order's", async () => {
    const { order } = await placeOrder(sandbox, 'net')
    await sendMoney(sandbox, {
      to: order.depositAddress,
      symbol: 'USDC',
      network: 'ethereum',
      amount: 25n * USDC,
    })
    await sandbox.tick()
    await sandbox.control.advance(30 * MINUTE)
    expect((await rowOf('net')).status).toBe('TRANSACTION_STATUS_FAILED')
  })

  it('fails the order at once when told, and a right one after a wrong one still pays otherwise', async () => {
    const { order } = await placeOrder(sandbox, 'two')
    await sendMoney(sandbox, { to: order.depositAddress, symbol: 'USDC', amount: 24n * USDC })
    await sendMoney(sandbox, { to: order.depositAddress, symbol: 'USDC', amount: 25n * USDC })
    await sandbox.tick()
    await sandbox.control.advance(3000)
    expect((await rowOf('two')).status).toBe('TRANSACTION_STATUS_SUCCESS')

    sandbox.control.setSettings({ unmatchedFails: 'at-once' })
    const next = (await placeOrder(sandbox, 'once')).order
    await sendMoney(sandbox, { to: next.depositAddress, symbol: 'USDC', amount: 24n * USDC })
    await sandbox.tick()
    expect((await rowOf('once')).status).toBe('TRANSACTION_STATUS_FAILED')
  })

  it('a second time is seen and does not change the first', async () => {
    const { order } = await placeOrder(sandbox, 'twice')
    const money = { to: order.depositAddress, symbol: 'USDC', amount: 25n * USDC }
    const first = await sendMoney(sandbox, money)
    await sendMoney(sandbox, money)
    await sandbox.tick()
    await sandbox.control.advance(3000)
    expect(await rowOf('twice')).toMatchObject({ status: 'TRANSACTION_STATUS_SUCCESS', tx_hash: first })
    expect(sandbox.control.deposits().map((d) => d.differs)).toEqual([[], ['second']])
  })

  it('that reverted on chain is nothing', async () => {
    const { order } = await placeOrder(sandbox, 'rev')
    const chain = sandbox.chains[0]!
    const rpc = createRpc(chain.rpcUrl, fetch)
    const data = `0xa9059cbb${order.depositAddress.slice(2).padStart(64, '0')}${'f'.repeat(64)}`
    await rpc('eth_sendTransaction', [
      { from: sandbox.accounts[0], to: chain.tokens[0]?.address, data, gas: '0x30d40' },
    ])
    await rpc('evm_mine')
    await sandbox.tick()
    expect(sandbox.control.deposits()).toEqual([])
  })
})

describe('time and price', () => {
  it('fails an order 30 minutes after "Cash out now" and keeps its address', async () => {
    const { order } = await placeOrder(sandbox, 'slow')
    await sandbox.control.advance(30 * MINUTE - 2001)
    expect((await rowOf('slow')).status).toBe('TRANSACTION_STATUS_STARTED')
    await sandbox.control.advance(1)
    expect(await rowOf('slow')).toMatchObject({
      status: 'TRANSACTION_STATUS_FAILED',
      to_address: order.depositAddress,
    })
    expect(reportOf('slow').outcome).toBeNull()

    await sendMoney(sandbox, { to: order.depositAddress, symbol: 'USDC', amount: 25n * USDC })
    await sandbox.tick()
    expect(await rowOf('slow')).toMatchObject({ status: 'TRANSACTION_STATUS_FAILED', tx_hash: '' })
    expect(reportOf('slow').outcome).toBe('credited')
  })

  it('ages one order alone', async () => {
    const { order } = await placeOrder(sandbox, 'old')
    await placeOrder(sandbox, 'young')
    await sandbox.control.ageOrder(order.row.transaction_id, 31 * MINUTE)
    expect((await rowOf('old')).status).toBe('TRANSACTION_STATUS_FAILED')
    expect((await rowOf('young')).status).toBe('TRANSACTION_STATUS_STARTED')
  })

  it('does not time out an order whose money has arrived', async () => {
    sandbox.control.setSettings({ payoutAfterMs: 60 * MINUTE })
    const { order } = await placeOrder(sandbox, 'late')
    await sendMoney(sandbox, { to: order.depositAddress, symbol: 'USDC', amount: 25n * USDC })
    await sandbox.tick()
    await sandbox.control.advance(40 * MINUTE)
    expect((await rowOf('late')).status).toBe('TRANSACTION_STATUS_STARTED')
    await sandbox.control.advance(20 * MINUTE)
    expect((await rowOf('late')).status).toBe('TRANSACTION_STATUS_SUCCESS')
  })

  it('credits the crypto when the price falls below the minimum after the send', async () => {
    const { order } = await placeOrder(sandbox, 'drop')
    const hash = await sendMoney(sandbox, { to: order.depositAddress, symbol: 'USDC', amount: 25n * USDC })
    await sandbox.tick()
    await sandbox.control.runScenario('price-drop')
    await sandbox.control.advance(3000)
    expect(await rowOf('drop')).toMatchObject({ status: 'TRANSACTION_STATUS_FAILED', tx_hash: hash })
    expect(reportOf('drop').outcome).toBe('credited')
  })

  it('still pays when the price falls, but not below the minimum', async () => {
    const { order } = await placeOrder(sandbox, 'dip')
    await sendMoney(sandbox, { to: order.depositAddress, symbol: 'USDC', amount: 25n * USDC })
    await sandbox.tick()
    sandbox.control.setPriceFactor('0.99')
    await sandbox.control.advance(3000)
    expect((await rowOf('dip')).status).toBe('TRANSACTION_STATUS_SUCCESS')
  })

  it('expires a row that nobody confirmed, and credits what was sent to it', async () => {
    sandbox.control.setSettings({ earlyAddress: true })
    for (const ref of ['unpaid', 'paid']) {
      const visit = { ...oneClick, partnerUserRef: ref, sessionToken: await mintToken(sandbox) }
      expect((await openHosted(sandbox, visit)).opened.status).toBe(303)
    }
    expect(await rowOf('paid')).toMatchObject({ status: 'TRANSACTION_STATUS_STARTED' })
    await sendMoney(sandbox, { to: (await rowOf('paid')).to_address, symbol: 'USDC', amount: 25n * USDC })
    await sandbox.tick()
    expect(sandbox.control.deposits()[0]?.differs).toEqual(['unconfirmed'])
    await sandbox.control.advance(30 * MINUTE)
    expect((await rowOf('unpaid')).status).toBe('TRANSACTION_STATUS_EXPIRED')
    expect((await rowOf('paid')).status).toBe('TRANSACTION_STATUS_FAILED')
  })

  it('confirms the unconfirmed row instead of making a second', async () => {
    sandbox.control.setSettings({ earlyAddress: true })
    const { order } = await placeOrder(sandbox, 'early')
    expect(sandbox.control.orders('early')).toHaveLength(1)
    await sendMoney(sandbox, { to: order.depositAddress, symbol: 'USDC', amount: 25n * USDC })
    await sandbox.tick()
    expect(sandbox.control.deposits()[0]?.matched).toBe(true)
  })
})
