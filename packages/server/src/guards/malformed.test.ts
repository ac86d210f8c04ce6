import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alice, harness, newId, wish } from '../../test/harness.ts'

const body = () => ({ requestId: newId(), provider: 'fake', request: wish, sender: alice.addresses[0] })

describe('malformed bodies', () => {
  const posts = [
    'getQuote',
    'getQuotes',
    'createOrder',
    'createSession',
    'continueSession',
    'cancelOrder',
    'reserveDeposit',
    'reportDeposit',
    'findDeposit',
    'receiveWebhook',
  ] as const

  it('are a typed refusal on every route, never a failure', { timeout: 30_000 }, async () => {
    const h = harness()
    const order = await h.ready()
    const other = await h.ready()
    const attempt = h.attemptFor(order)
    const path = { orderId: order.orderId, attemptId: attempt.attemptId, provider: 'fake' }
    const good = {
      requestId: newId(),
      provider: 'fake',
      request: wish,
      sender: order.sender,
      ...wish,
      attempt,
      values: { iban: 'x' },
      phase: 'hash',
      proof: 'P1',
      txHash: `0x${'a'.repeat(64)}`,
    }
    const junk = fc.oneof(
      fc.json().map((text) => text as BodyInit),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes as Uint8Array<ArrayBuffer>),
      fc.string().map((text) => text as BodyInit),
      fc.constantFrom<BodyInit>(
        '',
        '{',
        'null',
        '[]',
        '"x"',
        '{"__proto__":{"provider":"fake"}}',
        '{"a":'.repeat(5_000),
      ),
      // Nearly right: some fields of the real thing, one of them replaced.
      fc
        .tuple(
          fc.subarray(Object.keys(good)),
          fc.constantFrom(...Object.keys(good)),
          fc.jsonValue({ maxDepth: 2 }),
        )
        .map(([keys, changed, value]) => {
          const some = Object.fromEntries(Object.entries(good).filter(([key]) => keys.includes(key)))
          return JSON.stringify({ ...some, [changed]: value }) as BodyInit
        }),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...posts), junk, async (name, raw) => {
        // Cancelling works without a body to speak of, so it gets an order of its own.
        const on = name === 'cancelOrder' ? { ...path, orderId: other.orderId } : path
        const response = await h.send(name, { path: on, raw })
        const answered = (await response.json()) as {
          error?: { code: string; message: string; retryable: boolean }
        }
        expect(response.status, JSON.stringify(answered)).toBeLessThan(500)
        if (!response.ok) expect(answered.error?.message).toMatch(/\.$/)
      }),
      { numRuns: 1_500 },
    )
    const after = await h.ok<{ attempts: unknown[] }>('getOrder', { path })
    expect(after.attempts).toEqual([])
  })

  it('never repeat what they held', async () => {
    const h = harness()
    const secret = 'IBAN-DE89370400440532013000'
    const response = await h.send('createOrder', { body: { ...body(), [secret]: 1, provider: secret } })
    expect(response.status).toBe(400)
    expect(await response.text()).not.toContain(secret)
  })

  it('answer a query alike', async () => {
    const h = harness()
    for (const query of [
      '',
      '?provider=',
      '?provider=FAKE',
      '?provider=fake&country=usa',
      '?provider=fake&x=1',
      '?provider=other',
    ])
      expect(await h.code('getOptions', { query })).toBe('invalid_request')
  })
})
