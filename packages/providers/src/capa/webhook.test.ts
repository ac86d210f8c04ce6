import { verifyWebhook } from '@offrampkit/core/webhook'
import { describe, expect, test } from 'vitest'
import { kycWebhook, receivedWebhook } from './fixtures/bodies.ts'
import { answering, providerOver, startedAt } from './fixtures/sale.ts'
import { failure } from './fixtures/session.ts'
import { networkMap } from './networks.ts'
import { parseWebhook } from './webhook.ts'

describe('webhooks', () => {
  const secret = 'a secret shared by Capa'
  const networks = networkMap()
  const bytes = (text: string) => new TextEncoder().encode(text)

  async function signed(body: string, covers = body) {
    const key = await crypto.subtle.importKey(
      'raw',
      bytes(secret),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(covers)))
    const hex = Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return { headers: new Headers({ 'capa-signature': hex }), rawBody: bytes(body) }
  }

  const provider = () => {
    const { webhook } = providerOver(answering('{}'), { webhookSecrets: [secret] })
    if (!webhook) throw new Error('It takes no webhooks.')
    return webhook
  }

  test('are verified over the body as it came, and over the same body written compactly', async () => {
    const { body } = receivedWebhook
    for (const covers of [body, JSON.stringify(JSON.parse(body))]) {
      const message = await signed(body, covers)
      const proven = await verifyWebhook(provider().verification, message, startedAt)
      expect(provider().parse(proven.signed, startedAt)?.rowId).toBe('tx-1')
    }
    const forged = await signed(body, `${body} `)
    expect((await failure(verifyWebhook(provider().verification, forged, startedAt))).code).toBe(
      'webhook_rejected',
    )
  })

  test.each(['CRYPTO_RECEIVED_OFF_RAMP', 'RECEIVED_USER_CRYPTO'])(
    '%s is a deposit, to be confirmed by a read',
    (name) => {
      const news = parseWebhook(
        bytes(receivedWebhook.body.replace('CRYPTO_RECEIVED_OFF_RAMP', name)),
        networks,
        startedAt,
      )
      expect(news).toEqual({
        orderId: null,
        rowId: 'tx-1',
        confirmByRead: true,
        events: [
          {
            type: 'row',
            rowId: 'tx-1',
            state: 'received',
            at: startedAt,
            source: 'webhook',
            fields: {
              network: 'eip155:137',
              asset: 'USDC',
              amount: '0.578031',
              payout: '10.00',
              payoutCurrency: 'MXN',
            },
          },
        ],
      })
      expect(JSON.stringify(news)).not.toContain('Lovelace')
    },
  )

  test('a chain that nobody has named says nothing; news about people and purchases are none', () => {
    const odd = parseWebhook(
      bytes(receivedWebhook.body.replace('Polygon PoS', 'Polygon Zero')),
      networks,
      startedAt,
    )
    expect(odd?.events[0]).not.toHaveProperty('fields.network')
    for (const body of [
      kycWebhook.body,
      receivedWebhook.body.replace('CRYPTO_RECEIVED_OFF_RAMP', 'COMPLETED_ON_RAMP'),
    ])
      expect(parseWebhook(bytes(body), networks, startedAt)).toBeNull()
  })

  test('what cannot be read is unreadable; without a secret there are no webhooks', async () => {
    for (const body of ['{', '[]', '{"type":"TRANSACTION","event":"COMPLETED_OFF_RAMP"}'])
      expect((await failure((async () => parseWebhook(bytes(body), networks, startedAt))())).code).toBe(
        'provider_unreadable',
      )
    expect(providerOver(answering('{}')).webhook).toBeUndefined()
  })
})
