import { constants, verify } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sendMoney } from '../test/harness.ts'
import { shapeDifferences } from '../test/shape.ts'
import { sampleWebhooks } from './fixtures/webhooks.ts'
import { type Heard, placeRamp, REFERENCE, startPartna } from './test/harness.ts'

type Started = Awaited<ReturnType<typeof startPartna>>
let on: Started
let pem: string

beforeAll(async () => {
  on = await startPartna()
  pem = await on.partna.publicKeyPem()
})
beforeEach(() => {
  on.sandbox.control.reset()
  on.heard.length = 0
  on.answer.status = 200
})
afterAll(() => on.sandbox.stop())

const AMOUNT = 110_000_000_000_000_000n
const send = (to: string, amount = AMOUNT, symbol = 'CUSD') =>
  sendMoney(on.sandbox, { to, symbol, amount, network: 'celo' })
const statuses = () => on.heard.map((h) => h.json.status)
const sale = () => on.partna.ramps(REFERENCE)[0]
const signed = ({ data, signature }: Heard) =>
  verify(
    'sha256',
    Buffer.from(data),
    { key: pem, padding: constants.RSA_PKCS1_PSS_PADDING },
    Buffer.from(signature, 'base64'),
  )

/** Sends, and lets the payout come. */
async function pay(to: string, amount?: bigint) {
  const hash = await send(to, amount)
  await on.sandbox.tick()
  await on.sandbox.control.advance(1500)
  await on.sandbox.control.advance(1500)
  return hash
}

describe('a deposit on chain', () => {
  it('leads from received to completed, each told and signed as documented', async () => {
    const { ramp } = await placeRamp(on.sandbox)
    const hash = await pay(ramp.paymentAddress)
    expect(statuses()).toEqual(['pending', 'received', 'processing', 'completed'])
    for (const status of ['pending', 'received', 'processing', 'completed'] as const) {
      const told = on.heard.find((h) => h.json.status === status)
      expect(shapeDifferences(told?.json, sampleWebhooks[status])).toEqual([])
    }
    expect(on.heard.every(signed)).toBe(true)
    expect(on.heard[1]?.json.transactionHash).toBe(hash)
    // The payout changes on the way, and the last two share a timestamp, as in the samples.
    expect(on.heard.map((h) => h.json.toAmount)).toEqual([12.93, undefined, 12.929, 12.929])
    expect(on.heard[3]?.json.timestamp).toBe(on.heard[2]?.json.timestamp)
    expect(sale()).toMatchObject({ outcome: 'paid', fromAmount: '0.11' })
  })

  it('of another amount is paid out as it came', async () => {
    const { ramp } = await placeRamp(on.sandbox)
    await pay(ramp.paymentAddress, AMOUNT * 2n)
    expect(sale()).toMatchObject({ status: 'completed', fromAmount: '0.22', toAmount: '26.998' })
    expect(on.partna.deposits()).toMatchObject([{ taken: true, differs: ['amount'] }])
  })

  it('of another amount can be held instead', async () => {
    on.partna.setSettings({ otherAmount: 'hold' })
    const { ramp } = await placeRamp(on.sandbox)
    await pay(ramp.paymentAddress, AMOUNT / 2n)
    expect(statuses()).toEqual(['pending', 'received'])
    expect(sale()).toMatchObject({ status: 'received', outcome: null, reason: 'another amount came' })
  })

  it('of another asset is not the payment', async () => {
    const { ramp } = await placeRamp(on.sandbox)
    await send(ramp.paymentAddress, 110_000n, 'USDC')
    await on.sandbox.tick()
    expect(sale()?.status).toBe('pending')
    expect(on.partna.deposits()).toMatchObject([{ asset: 'USDC', taken: false, differs: ['asset'] }])
  })

  it('is taken once: a second one moves nothing', async () => {
    const { ramp } = await placeRamp(on.sandbox)
    const first = await pay(ramp.paymentAddress)
    await pay(ramp.paymentAddress)
    expect(statuses()).toEqual(['pending', 'received', 'processing', 'completed'])
    expect(sale()?.transactionHash).toBe(first)
    expect(on.partna.deposits().at(-1)).toMatchObject({ taken: false, differs: ['second'] })
  })

  it('in a native coin counts too', async () => {
    const reference = 'bb'
    const { ramp } = await placeRamp(on.sandbox, {
      reference,
      amount: '0.5',
      from_currency: 'ETH',
      from_network: 'ethereum',
    })
    await sendMoney(on.sandbox, {
      to: ramp.paymentAddress,
      symbol: 'ETH',
      amount: 500_000_000_000_000_000n,
      network: 'ethereum',
    })
    await on.sandbox.tick()
    expect(on.partna.ramps(reference)[0]?.status).toBe('received')
  })

  it('from another wallet does not count when the sender is strict', async () => {
    on.partna.setSettings({ strictSender: true })
    const { ramp } = await placeRamp(on.sandbox, { address: String(on.sandbox.accounts[1]) })
    await send(ramp.paymentAddress)
    await on.sandbox.tick()
    expect(sale()?.status).toBe('pending')
  })

  it('to a canceled sale is kept without a word', async () => {
    const { ramp } = await placeRamp(on.sandbox)
    await on.partna.cancelRamp(REFERENCE)
    await pay(ramp.paymentAddress)
    expect(statuses()).toEqual(['pending'])
    expect(on.partna.deposits()).toMatchObject([{ taken: false, differs: ['canceled'] }])
  })
})

describe('time', () => {
  it('runs out without any status, and late money is priced anew', async () => {
    const { ramp } = await placeRamp(on.sandbox)
    await on.sandbox.control.advance(3_700_000)
    expect(sale()?.status).toBe('pending')
    on.partna.setPriceFactor('0.9')
    await pay(ramp.paymentAddress)
    expect(on.partna.deposits()).toMatchObject([{ taken: true, differs: ['late'] }])
    expect(sale()).toMatchObject({ status: 'completed', toAmount: '11.5221' })
  })

  it('of one sale alone can be moved', async () => {
    const { ramp } = await placeRamp(on.sandbox)
    const aged = await on.partna.ageRamp(REFERENCE, 3_700_000)
    expect(aged.expireAt).toBe(ramp.expireAt - 3_700_000)
  })
})

describe('a payout that fails', () => {
  it('is a word of the transfer list alone', async () => {
    on.partna.setSettings({ failPayouts: true })
    const { ramp } = await placeRamp(on.sandbox)
    await pay(ramp.paymentAddress)
    expect(statuses()).toEqual(['pending', 'received', 'processing'])
    expect(sale()).toMatchObject({ outcome: 'failed', row: { status: 'processing' } })
  })

  it('can be told by webhook too', async () => {
    on.partna.setSettings({ failPayouts: true, tellsEndings: true })
    const { ramp } = await placeRamp(on.sandbox)
    await pay(ramp.paymentAddress)
    expect(statuses().at(-1)).toBe('failed')
  })
})

describe('delivery', () => {
  it('is repeated until it is taken, five times at most', async () => {
    on.answer.status = 500
    await placeRamp(on.sandbox)
    for (const ms of [1000, 2000, 4000, 8000, 60_000]) await on.sandbox.control.advance(ms)
    expect(on.heard).toHaveLength(5)
    expect(on.partna.webhooks()[0]).toMatchObject({ state: 'gave-up', statuses: [500, 500, 500, 500, 500] })
  })

  it('comes twice', async () => {
    on.partna.setWebhookFaults({ duplicate: 1 })
    await placeRamp(on.sandbox)
    expect(on.heard).toHaveLength(2)
    expect(on.heard[0]?.data).toBe(on.heard[1]?.data)
  })

  it('comes the other way round', async () => {
    on.partna.setWebhookFaults({ hold: true })
    const { ramp } = await placeRamp(on.sandbox)
    await pay(ramp.paymentAddress)
    expect(on.heard).toEqual([])
    await on.partna.releaseWebhooks(true)
    expect(statuses()).toEqual(['completed', 'processing', 'received', 'pending'])
  })

  it('can say another event under a signature that holds', async () => {
    on.partna.setWebhookFaults({ relabel: 1 })
    await placeRamp(on.sandbox)
    expect(on.heard[0]?.event).toBe('Onramp')
    expect(on.heard.every(signed)).toBe(true)
  })

  it.each(['wrongKey', 'tamper'])('can be forged: %s', async (fault) => {
    on.partna.setWebhookFaults({ [fault]: 1 })
    await placeRamp(on.sandbox)
    expect(on.heard).toHaveLength(1)
    expect(on.heard.some(signed)).toBe(false)
  })

  it('is replayed on demand', async () => {
    await placeRamp(on.sandbox)
    await on.partna.replayWebhooks(REFERENCE)
    expect(on.heard.map((h) => h.data)).toEqual([on.heard[0]?.data, on.heard[0]?.data])
  })

  it('tells a second address when that is wanted, and money at either is this sale’s', async () => {
    const { ramp } = await placeRamp(on.sandbox)
    const changed = await on.partna.changeAddress(REFERENCE)
    expect(changed.paymentAddress).not.toBe(ramp.paymentAddress)
    expect(statuses()).toEqual(['pending', 'pending'])
    await send(ramp.paymentAddress)
    await on.sandbox.tick()
    expect(sale()?.status).toBe('received')
  })

  it('refuses a fault that it does not know', () => {
    expect(() => on.partna.setWebhookFaults({ loud: 1 })).toThrow(TypeError)
    expect(() => on.partna.setWebhookFaults({ drop: true })).toThrow(TypeError)
  })
})
