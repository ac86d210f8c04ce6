import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callCapa, capaRow, placeCapaOrder } from '../test/capa.ts'
import { sendMoney, startTestSandbox, type TestSandbox } from '../test/harness.ts'

let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.stop())

type Placed = Awaited<ReturnType<typeof placeCapaOrder>>

async function pay(order: Placed, amount = 25_000_000n, more: { symbol?: string; network?: string } = {}) {
  const hash = await sendMoney(sandbox, {
    to: order.destinationWalletAddress,
    symbol: 'USDC',
    amount,
    ...more,
  })
  await sandbox.tick()
  return hash
}

const status = async (order: Placed) => (await capaRow(sandbox, order.id)).status
const cancel = (order: Placed) => callCapa(sandbox, 'PUT', `/transactions/${order.id}/cancel`, {})
const control = () => sandbox.control.capa

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

function bytesInBase58(text: string): number {
  const ones = /^1*/.exec(text)?.[0].length ?? 0
  let value = 0n
  for (const letter of text) value = value * 58n + BigInt(ALPHABET.indexOf(letter))
  return ones + (value === 0n ? 0 : Math.ceil(value.toString(16).length / 2))
}

describe('a deposit', () => {
  it('on the chain is taken up, paid out, and told of with its hash', async () => {
    const order = await placeCapaOrder(sandbox)
    await sandbox.control.advance(2000)
    const hash = await pay(order)
    expect(await capaRow(sandbox, order.id)).toMatchObject({
      status: 'CRYPTO_RECEIVED',
      invoice: { transactionHash: hash },
      bankAccount: { isVerified: true },
    })
    await sandbox.control.advance(1500)
    expect(await status(order)).toBe('BANK_TRANSFER_PENDING')
    await sandbox.control.advance(1500)
    expect(await capaRow(sandbox, order.id)).toMatchObject({
      status: 'COMPLETED',
      completedAt: new Date(sandbox.control.now()).toISOString(),
    })
  })

  it('waits for execute where that is needed', async () => {
    await sandbox.control.runScenario('capa-execute-needed')
    const order = await placeCapaOrder(sandbox)
    const transactionHash = await pay(order)
    expect(await status(order)).toBe('PENDING_PAYMENT')
    const execute = (key?: string, id = order.id) =>
      callCapa(sandbox, 'POST', '/off-ramp/execute', { transactionId: id, transactionHash }, key)
    expect((await execute(sandbox.capa.otherKey)).json.code).toBe('TRANSACTION_ACCESS_DENIED')
    expect((await execute(sandbox.capa.key, 'none')).json.code).toBe('TRANSACTION_NOT_FOUND')
    expect((await execute()).data).toEqual({ id: order.id, status: 'CRYPTO_RECEIVED' })
    expect(control().orders()[0]).toMatchObject({ executed: true, executedHash: transactionHash })
  })

  it.each([20_000_000n, 30_000_000n])(
    'of %s instead of 25000000 is kept until a person decides',
    async (n) => {
      const order = await placeCapaOrder(sandbox)
      await pay(order, n)
      await sandbox.control.advance(10 * 60_000)
      expect(await status(order)).toBe('AWAITING_MANUAL_CRYPTO_TRANSFER')
      expect(control().deposits()).toMatchObject([{ orderId: order.id, differs: ['amount'] }])
      await control().settle(order.id, n === 20_000_000n)
      await sandbox.control.advance(3000)
      expect(await status(order)).toBe(n === 20_000_000n ? 'COMPLETED' : 'FAILED')
    },
  )

  it('of another amount is paid as it came, or passed over, as set', async () => {
    control().setSettings({ wrongAmount: 'pays-what-came' })
    const first = await placeCapaOrder(sandbox)
    await pay(first, 20_000_000n)
    expect(await capaRow(sandbox, first.id)).toMatchObject({
      cryptoAmount: '20.000000',
      fiatAmount: '342.54',
    })
    control().setSettings({ wrongAmount: 'ignored' })
    const second = await placeCapaOrder(sandbox)
    await pay(second, 20_000_000n)
    await sandbox.control.advance(60 * 60_000)
    expect(await status(second)).toBe('CRYPTO_NOT_RECEIVED')
  })

  it('of another asset, or on another chain, is seen and changes nothing', async () => {
    const order = await placeCapaOrder(sandbox)
    await pay(order, 25_000_000n, { symbol: 'USDT' })
    const other = await placeCapaOrder(sandbox, { blockchainSymbol: 'ETH' })
    await pay(other, 25_000_000n, { network: 'ethereum', symbol: 'DAI' })
    expect(
      control()
        .deposits()
        .map((d) => d.differs),
    ).toEqual([['asset'], ['asset']])
    expect([await status(order), await status(other)]).toEqual(['PENDING_PAYMENT', 'PENDING_PAYMENT'])
  })

  it('comes twice: the second changes nothing', async () => {
    const order = await placeCapaOrder(sandbox)
    const hash = await pay(order)
    await pay(order)
    expect(control().deposits().at(-1)?.differs).toEqual(['second'])
    expect(control().orders()[0]).toMatchObject({ depositHash: hash, cryptoAmount: '25' })
  })

  it.each([
    ['paid', 'COMPLETED'],
    ['kept', 'CRYPTO_NOT_RECEIVED'],
  ])('that is late is %s', async (lateDeposit, end) => {
    control().setSettings({ lateDeposit })
    const order = await placeCapaOrder(sandbox)
    await sandbox.control.advance(60 * 60_000)
    expect(await status(order)).toBe('CRYPTO_NOT_RECEIVED')
    await pay(order)
    await sandbox.control.advance(3000)
    expect(await status(order)).toBe(end)
    expect(control().deposits().at(-1)?.differs).toEqual(['late'])
  })

  it('on a chain that is not run here is told by the control API', async () => {
    const order = await placeCapaOrder(sandbox, { blockchainSymbol: 'SOL' })
    expect(bytesInBase58(order.destinationWalletAddress)).toBe(32)
    expect(order.destinationWalletAddress).toMatch(/^[1-9A-HJ-NP-Za-km-z]{32,44}$/)
    expect(await control().tellDeposit(order.id, '25', '5sig')).toMatchObject({ status: 'CRYPTO_RECEIVED' })
  })
})

describe('an order ends otherwise', () => {
  it('cancelled, again and again, but not once the coins were received', async () => {
    const order = await placeCapaOrder(sandbox)
    for (let turn = 0; turn < 2; turn += 1)
      expect((await cancel(order)).data).toEqual({ id: order.id, userId: order.userId, status: 'CANCELLED' })
    await pay(order)
    expect(await status(order)).toBe('CANCELLED')
    const paid = await placeCapaOrder(sandbox)
    await pay(paid)
    expect((await cancel(paid)).json.message).toBe('Invalid transaction state transition')
  })

  it('by the penny test of a first account, before or after the coins', async () => {
    await sandbox.control.runScenario('capa-penny-test-fails')
    const before = await placeCapaOrder(sandbox)
    await sandbox.control.advance(1500)
    const failed = { status: 'CANCELLED', cancellationReason: 'NAME_VERIFICATION_FAILED' }
    expect(await capaRow(sandbox, before.id)).toMatchObject(failed)
    await sandbox.control.runScenario('capa-penny-test-late')
    const after = await placeCapaOrder(sandbox)
    await pay(after)
    expect(await status(after)).toBe('CRYPTO_RECEIVED')
    await sandbox.control.advance(3000)
    expect(await capaRow(sandbox, after.id)).toMatchObject(failed)
  })

  it('with a payout that fails', async () => {
    await sandbox.control.runScenario('capa-payout-fails')
    const order = await placeCapaOrder(sandbox)
    await pay(order)
    await sandbox.control.advance(3000)
    expect(await status(order)).toBe('FAILED')
  })

  it.each([
    ['10', '10.01', 'COMPLETED'],
    ['10', '10.02', 'CANCELLED'],
    ['10', '10.03', 'CRYPTO_NOT_RECEIVED'],
    ['1', '1.03', 'CRYPTO_NOT_RECEIVED'],
  ])('by the mock guide of %s with %s', async (mockBase, cryptoAmount, end) => {
    control().setSettings({ mockBase })
    const guide = (await callCapa(sandbox, 'GET', '/transactions/mock-testing-guide')).data
    expect(guide.offRampRules).toContainEqual({ cryptoAmount, status: end })
    const order = await placeCapaOrder(sandbox, { cryptoAmount })
    await sandbox.control.advance(1500)
    expect(await status(order)).toBe(end)
  })
})

it('has the words of other years, and any word that a test wants', async () => {
  const order = await placeCapaOrder(sandbox)
  await sandbox.control.runScenario('capa-old-words')
  expect(await status(order)).toBe('PENDING')
  await sandbox.control.runScenario('capa-newest-words')
  expect(await status(order)).toBe('PENDING_FUNDS')
  control().showStatus(order.id, 'TELEPORTED')
  expect(await status(order)).toBe('TELEPORTED')
  await sandbox.control.advance(60 * 60_000)
  control().showStatus(order.id, null)
  await sandbox.control.runScenario('capa-old-words')
  expect(await status(order)).toBe('EXPIRED')
})
