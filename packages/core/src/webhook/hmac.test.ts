import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { bytes, hmacHex, now, text } from '../../test/webhooks.ts'
import { isOfframpError } from '../errors/offrampError.ts'
import type { WebhookVerification } from './verification.ts'
import { verifyWebhook } from './verify.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const capa: Extract<WebhookVerification, { kind: 'hmac' }> = {
  kind: 'hmac',
  header: 'capa-signature',
  secrets: ['capa-secret'],
}
/** Shape of Capa's webhook (docs.capa.fi/docs/transaction-events, read 2026-11-21), without the user's name. */
const body =
  '{"type":"TRANSACTION","event":"CREATED_OFF_RAMP","transactionId":"5c9f","fiatAmount":"10.00","cryptoAmount":"0.578031"}'

async function ask(rawBody: string, signature: string | null, verification = capa) {
  const headers = new Headers(signature === null ? {} : { 'Capa-Signature': signature })
  try {
    return await verifyWebhook(verification, { headers, rawBody: bytes(rawBody) }, now)
  } catch (error) {
    if (!isOfframpError(error) || error.code !== 'webhook_rejected') throw error
    return String(error.details?.reason)
  }
}

test('accepts the HMAC of the raw body', async () => {
  expect(await ask(body, await hmacHex('capa-secret', bytes(body)))).toMatchObject({ signed: bytes(body) })
})

test('accepts the HMAC of the body as JSON.stringify writes it, and hands back those bytes alone', async () => {
  const spaced = body.replaceAll(',', ',\n ')
  const answer = await ask(spaced, await hmacHex('capa-secret', bytes(body)))
  expect(typeof answer === 'object' && text(answer.signed)).toBe(body)
})

test.each([
  ['no header', null, 'bad_header'],
  ['an empty header', '', 'bad_header'],
  ['half of the digits', 'ab'.repeat(16), 'bad_header'],
  ['another signature', 'ab'.repeat(32), 'bad_signature'],
])('rejects %s', async (_, signature, reason) => {
  expect(await ask(body, signature)).toBe(reason)
})

test('rejects two joined headers, a wrong secret, no secret, and a body that is not JSON', async () => {
  const genuine = await hmacHex('capa-secret', bytes(body))
  expect(await ask(body, `${genuine}, ${genuine}`)).toBe('bad_header')
  expect(await ask(body, genuine, { ...capa, secrets: ['old', 'new'] })).toBe('bad_signature')
  expect(await ask(body, genuine, { ...capa, secrets: [''] })).toBe('no_secret')
  expect(await ask(`${body}}`, genuine)).toBe('bad_signature')
})

test('a changed value is rejected, however the JSON is written', async () => {
  const genuine = await hmacHex('capa-secret', bytes(body))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('fiatAmount', 'cryptoAmount', 'event', 'transactionId'),
      fc.string(),
      async (key, value) => {
        const changed = { ...(JSON.parse(body) as Record<string, string>), [key]: value }
        fc.pre(JSON.stringify(changed) !== body)
        expect(await ask(JSON.stringify(changed), genuine)).toBe('bad_signature')
      },
    ),
    { numRuns: 500 },
  )
})
