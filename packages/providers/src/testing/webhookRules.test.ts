import { verifyWebhook } from '@offrampkit/core/webhook'
import { expect, test, vi } from 'vitest'
import { createBench } from './bench.ts'
import { acmeUnderTest } from './fixtures/acmeUnderTest.ts'
import { webhookRules } from './webhookRules.ts'

vi.mock(import('@offrampkit/core/webhook'), () => ({ verifyWebhook: vi.fn() }))

/** No provider can break the verifier, which is core's: so these stand in its place. */
test.each<
  [
    string,
    (signature: string | null, body: string, genuine: { signature: string; body: string }) => boolean,
    RegExp,
  ]
>([
  ['believes everything', () => true, /without a signature/],
  ['looks for a signature, and not at it', (signature) => signature !== null, /with another key/],
  [
    'looks at the signature alone',
    (signature, _, genuine) => signature === genuine.signature,
    /another character/,
  ],
  [
    'looks at the first half',
    (signature, body, genuine) =>
      signature === genuine.signature && body.slice(0, 100) === genuine.body.slice(0, 100),
    /another character at \d{3}/,
  ],
])('a verifier that %s is noticed', async (_, believes, expected) => {
  const delivery = await acmeUnderTest.webhook?.deliver('OPEN')
  const genuine = { signature: delivery?.headers['acme-signature'] ?? '', body: delivery?.body ?? '' }
  vi.mocked(verifyWebhook).mockImplementation(async (_verification, { headers, rawBody }) => {
    const body = new TextDecoder().decode(rawBody)
    if (!believes(headers.get('acme-signature'), body, genuine)) throw new Error('refused')
    return { signed: rawBody, dedupeKey: '' }
  })
  const rule = webhookRules['an unsigned, forged, changed or old webhook is refused']
  await expect(rule?.check(createBench(acmeUnderTest))).rejects.toThrow(expected)
})
