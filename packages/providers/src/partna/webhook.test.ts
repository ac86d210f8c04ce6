import { createHash, createPublicKey } from 'node:crypto'
import { bindDeposit } from '@offrampkit/core/deposit'
import { parseAmount } from '@offrampkit/core/money'
import { type OrderEvent, statusOf } from '@offrampkit/core/order'
import { verifyWebhook } from '@offrampkit/core/webhook'
import { describe, expect, test } from 'vitest'
import type { Fixture } from './fixtures/body.ts'
import {
  documentedCompleted,
  documentedPending,
  documentedProcessing,
  documentedReceived,
} from './fixtures/news.ts'
import {
  depositAddress,
  expiresAt,
  heard,
  order,
  reference,
  registry,
  seller,
  startedAt,
} from './fixtures/sale.ts'
import { createSigner } from './fixtures/signed.ts'
import { partnaHosts } from './hosts.ts'
import { networkMap } from './networks.ts'
import { parseWebhook, webhookVerification } from './webhook.ts'
import { keepable } from './wire/sale.ts'

const networks = networkMap()
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (data: Uint8Array) => new TextDecoder().decode(data)
const parse = (data: string, at = startedAt) => parseWebhook(bytes(data), networks, at)
const events = (...fixtures: Fixture[]): OrderEvent[] =>
  fixtures.flatMap(({ body }, at) => parse(body, startedAt + at)?.events ?? [])
/** The documented message with some members replaced; `undefined` removes one. */
const changed = (changes: Record<string, unknown>, from: Fixture = documentedPending) =>
  JSON.stringify({ ...JSON.parse(from.body), ...changes })

describe("the guide's sale: 0.11 CUSD on Celo", () => {
  test('signed, verified, kept, parsed and bound: 18 decimals, to the first address, from the seller', async () => {
    const signer = await createSigner()
    const rawBody = bytes(await signer.message(documentedPending.body))
    const verification = webhookVerification([signer.publicKey])
    const { signed } = await verifyWebhook(verification, { headers: new Headers(), rawBody }, startedAt)
    expect(text(signed)).toBe(documentedPending.body)
    const news = parseWebhook(keepable(signed), networks, startedAt)
    expect(news).toMatchObject({ orderId: order.orderId, rowId: reference, confirmByRead: false })
    expect(bindDeposit(heard(news?.events ?? []), registry, startedAt)).toMatchObject({
      state: 'ready',
      instruction: {
        asset: { address: '0x765DE816845861e75A25fCA122bb6898B8B1282a', decimals: 18 },
        to: depositAddress,
        from: seller,
        amount: '0.11',
        units: 110_000_000_000_000_000n,
        deadlines: { order: expiresAt, price: null },
        differences: [],
      },
    })
    expect(parseAmount('0.11', 18)).toBe(110_000_000_000_000_000n)
  })

  test('its four messages, in every order, end as paid with the last payout', () => {
    const all = [documentedPending, documentedReceived, documentedProcessing, documentedCompleted]
    for (const sequence of permutations(all))
      expect(statusOf(heard(events(...sequence)), startedAt)).toEqual({
        kind: 'paid',
        rowId: reference,
        txHash: '0xeefee6c33e572458e6aef553b1572c58084ad59d7f3bcec9654d60810def6d2b',
        payout: { amount: '12.9392', currency: 'KES' },
      })
  })

  test('no payout is told before it is final, and each word advances as far as it says', () => {
    const stages = [documentedPending, documentedReceived, documentedProcessing].map((fixture) => {
      const [event] = events(fixture)
      expect(event).not.toHaveProperty('fields.payout')
      return statusOf(heard([event as OrderEvent]), startedAt).kind
    })
    expect(stages).toEqual(['awaiting_deposit', 'received', 'processing'])
  })

  test('the same parts as PSS with another salt, key or data are refused', async () => {
    const [signer, stranger] = [await createSigner(), await createSigner()]
    const verify = (message: string, keys = [signer.publicKey]) =>
      verifyWebhook(webhookVerification(keys), { headers: new Headers(), rawBody: bytes(message) }, 0)
    const good = await signer.message(documentedPending.body)
    const refused = { code: 'webhook_rejected' }
    await expect(verify(good)).resolves.toBeDefined()
    await expect(verify(good, [stranger.publicKey])).rejects.toMatchObject(refused)
    await expect(
      verify(
        good,
        Object.values(partnaHosts).map((h) => h.webhookKey),
      ),
    ).rejects.toMatchObject(refused)
    await expect(verify(good.replace('c89f5afe', 'c89f5aff'))).rejects.toMatchObject(refused)
    await expect(verify(await signer.message(documentedPending.body, 'Offramp', 32))).rejects.toMatchObject(
      refused,
    )
  })

  test('the published keys are those whose fingerprints were noted', () => {
    const prints = Object.entries(partnaHosts).map(([name, { webhookKey }]) => {
      const key = createPublicKey({ key: Buffer.from(webhookKey, 'base64'), format: 'der', type: 'pkcs1' })
      return [
        name,
        createHash('sha256')
          .update(key.export({ format: 'der', type: 'spki' }))
          .digest('hex'),
      ]
    })
    expect(Object.fromEntries(prints)).toEqual({
      staging: '38d57f52ff84615f903d39f6bb8dc250611abd481109d3f5329529eda62bc4a6',
      production: 'c9ec49258f715adf50e92c01636a6c9e57b3b88c20cbaa76ba0840ab6c39bd7e',
    })
  })
})

describe('what is not signed, and what is not ours', () => {
  test.each([
    ['a reference of somebody else', { transactionReference: 'TX-17' }],
    ['a reference with dashes', { transactionReference: 'a13953b7-27b9-f20a-b1ab-76dfd9abe4ca' }],
    ['a purchase', { fromCurrency: 'KES', toCurrency: 'CUSD' }],
    ['a conversion between coins', { toCurrency: 'USDT' }],
    ['a message without currencies', { fromCurrency: undefined, toCurrency: undefined }],
    [
      'a conversion of the same sale, which names no wallet',
      { sendingAddress: undefined, status: 'completed' },
    ],
    ['a verified account', { transactionReference: undefined }],
  ])('%s is no news, whatever the event is called', (_, changes) => {
    expect(parse(changed(changes))).toBeNull()
  })

  test.each([
    ['not JSON', '{'],
    ['two references', changed({ rampReference: '000102030405060708090a0b0c0d0e0f' })],
    ['two ends', changed({ expiryDate: 1 })],
    ['an address that is a list', changed({ paymentAddress: [depositAddress] })],
  ])('%s is unreadable', (_, data) => {
    expect(() => parse(data)).toThrowError(expect.objectContaining({ code: 'provider_unreadable' }))
  })

  test.each(['retried', 'PENDING', 'refunded', 'expired', 'constructor', 'zz'])(
    'the word %s neither advances nor binds',
    (status) => {
      const told = heard(parse(changed({ status }))?.events ?? [])
      expect(statusOf(told, startedAt).kind).toBe('created')
      expect(bindDeposit(told, registry, startedAt).state).toBe('waiting')
    },
  )

  test('a second address stops the order; the same one in other letters does not', () => {
    const second =
      parse(changed({ paymentAddress: '0x90F79bf6EB2c4f870365E785982E1f101E93b906' }))?.events ?? []
    const stopped = heard([...events(documentedPending), ...second])
    expect(bindDeposit(stopped, registry, startedAt)).toMatchObject({
      state: 'refused',
      rejected: [{ reasons: ['changed'], fields: ['to'] }],
    })
    expect(statusOf(stopped, startedAt)).toMatchObject({ kind: 'conflict', reason: 'address_changed' })
    const again = parse(changed({ paymentAddress: depositAddress }))?.events ?? []
    expect(bindDeposit(heard([...events(documentedPending), ...again]), registry, startedAt).state).toBe(
      'ready',
    )
  })

  test('whoever paid from another wallet is followed to the end', () => {
    const wallet = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
    const told = [
      changed({ sendingAddress: wallet }),
      changed({ sendingAddress: wallet }, documentedCompleted),
    ]
    const [pending, done] = told.map((data) => parse(data)?.events ?? [])
    expect(bindDeposit(heard(pending ?? []), registry, startedAt).state).toBe('refused')
    expect(statusOf(heard([...(pending ?? []), ...(done ?? [])]), startedAt).kind).toBe('paid')
  })
})

describe('what is kept of a message', () => {
  test('no bank detail, phone number or name, and everything that is used', () => {
    const data = changed({ toUser: 'jane', toAccount: '0726140198', bankAccountName: 'JANE DOE' })
    const kept = keepable(bytes(data))
    expect(text(kept)).not.toMatch(/0726140198|JANE|jane|Safaricom|toExternal|toUser/)
    expect(parseWebhook(kept, networks, 5)).toEqual(parse(data, 5))
    expect(JSON.stringify(parse(data, 5))).not.toMatch(/0726140198|JANE|jane|Safaricom/)
  })

  test('of an odd value that it is odd, and not what it holds', () => {
    const kept = keepable(bytes(changed({ paymentAddress: { of: 'JANE DOE' }, fromAmount: ['0726140198'] })))
    expect(text(kept)).not.toMatch(/JANE|0726140198/)
    expect(() => parseWebhook(kept, networks, 0)).toThrowError(
      expect.objectContaining({ code: 'provider_unreadable' }),
    )
  })

  test.each(['{', '', '[]', 'null', '"0726140198"'])('of %s nothing', (data) => {
    expect(text(keepable(bytes(data)))).toBe('{}')
  })
})

function permutations<item>(items: readonly item[]): item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, at) =>
    permutations(items.filter((_, i) => i !== at)).map((rest) => [item, ...rest]),
  )
}
