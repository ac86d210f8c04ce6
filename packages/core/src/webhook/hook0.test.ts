import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  bytes,
  coinbaseBody,
  type Hook0Parts,
  hmacHex,
  hook0,
  now,
  secret,
  signedByHook0,
} from '../../test/webhooks.ts'
import { isOfframpError } from '../errors/offrampError.ts'
import { verifyWebhook } from './verify.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const reasonOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt
    return 'accepted'
  } catch (error) {
    if (!isOfframpError(error) || error.code !== 'webhook_rejected') throw error
    return String(error.details?.reason)
  }
}
const outcome = async (parts: Hook0Parts, at = now) =>
  reasonOf(verifyWebhook(hook0, await signedByHook0(parts), at))

describe('accepts', () => {
  test('a genuine message, and hands back its bytes', async () => {
    const request = await signedByHook0()
    const { signed, dedupeKey } = await verifyWebhook(hook0, request, now)
    expect(signed).toEqual(request.rawBody)
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(coinbaseBody)))
    expect(dedupeKey).toBe([...digest].map((b) => b.toString(16).padStart(2, '0')).join(''))
  })

  test('a vector that was computed elsewhere', async () => {
    // printf '1728394718.content-type x-event-id.application/json..{"a":1}' | openssl dgst -sha256 -hmac topsecret
    const v1 = 'b35cbc76359ffe712da6af53cc54db42753d5614be8387b3a19ceac57dd5f384'
    const headers = new Headers({
      'content-type': 'application/json',
      'x-hook0-signature': `t=1728394718,h=content-type x-event-id,v1=${v1}`,
    })
    const verification = { ...hook0, secrets: ['topsecret'] }
    const answer = await verifyWebhook(
      verification,
      { headers, rawBody: bytes('{"a":1}') },
      1_728_394_718_000,
    )
    expect(answer.signed).toEqual(bytes('{"a":1}'))
  })

  test.each<[string, Hook0Parts]>([
    ['a signed header that is missing, as an empty string', { names: 'content-type x-event-id x-more' }],
    ['other names of headers', { names: 'x-hook0-id' }],
    ['names in capitals, as they stand', { names: 'Content-Type X-Hook0-ID' }],
    ['upper-case hex', { signature: ({ time, names, v1 }) => `t=${time},h=${names},v1=${v1.toUpperCase()}` }],
    ['spaces after commas', { signature: ({ time, names, v1 }) => `t=${time}, h=${names}, v1=${v1}` }],
    ['parts in another order', { signature: ({ time, names, v1 }) => `v1=${v1},h=${names},t=${time}` }],
    ['a v0 beside a valid v1', { signature: (m) => `t=${m.time},v0=00,h=${m.names},v1=${m.v1}` }],
    [
      'several v1, one valid',
      { signature: (m) => `t=${m.time},h=${m.names},v1=${'0'.repeat(64)},v1=${m.v1}` },
    ],
    ['a part of a later version', { signature: (m) => `t=${m.time},h=${m.names},v1=${m.v1},v2=zz` }],
    ['any UTF-8', { body: '{"name":"Zoë 🙂","x":"\\u00e9"}' }],
    ['exactly five minutes of age', { time: now / 1000 - 300 }],
    ['a clock that is a minute ahead', { time: now / 1000 + 60 }],
    ['64 kB', { body: `"${'a'.repeat(65_534)}"` }],
  ])('%s', async (_, parts) => {
    expect(await outcome(parts)).toBe('accepted')
  })

  test('the old and the new secret while they rotate', async () => {
    const rotating = { ...hook0, secrets: ['', 'new-secret', secret] }
    for (const one of ['new-secret', secret])
      expect(await reasonOf(verifyWebhook(rotating, await signedByHook0({ secret: one }), now))).toBe(
        'accepted',
      )
  })
})

describe('rejects', () => {
  test.each<[string, string, Hook0Parts]>([
    ['301 seconds of age', 'too_old', { time: now / 1000 - 301 }],
    ['301 seconds ahead', 'too_new', { time: now / 1000 + 301 }],
    ['61 seconds ahead', 'too_new', { time: now / 1000 + 61 }],
    ['another secret', 'bad_signature', { secret: 'other' }],
    ['v0 alone', 'bad_header', { signature: (m) => `t=${m.time},h=${m.names},v0=${m.v1}` }],
    ['no v1', 'bad_header', { signature: (m) => `t=${m.time},h=${m.names}` }],
    ['no h', 'bad_header', { signature: (m) => `t=${m.time},v1=${m.v1}` }],
    ['an empty h', 'bad_header', { signature: (m) => `t=${m.time},h=,v1=${m.v1}` }],
    ['no t', 'bad_header', { signature: (m) => `h=${m.names},v1=${m.v1}` }],
    ['two t', 'bad_header', { signature: (m) => `t=1,t=${m.time},h=${m.names},v1=${m.v1}` }],
    [
      'the header twice',
      'bad_header',
      {
        signature: (m) =>
          `${'x'.repeat(3)}t=${m.time},h=${m.names},v1=${m.v1}, t=${m.time},h=${m.names},v1=${m.v1}`,
      },
    ],
    ['milliseconds', 'bad_header', { time: `${now}` }],
    ['a time in hex', 'bad_header', { time: '0x10' }],
    ['a sign before the time', 'bad_header', { time: `+${now / 1000}` }],
    ['short hex', 'bad_header', { signature: (m) => `t=${m.time},h=${m.names},v1=${m.v1.slice(1)}` }],
    ['an empty header', 'bad_header', { signature: () => '' }],
    ['nonsense', 'bad_header', { signature: () => '{"t":1}' }],
    [
      'a long header',
      'bad_header',
      { signature: (m) => `t=${m.time},h=${m.names},v1=${m.v1},z=${'a'.repeat(5000)}` },
    ],
    ['many parts', 'bad_header', { signature: (m) => `t=${m.time},h=${m.names}${`,v1=${m.v1}`.repeat(20)}` }],
    [
      'a signed header that is not ASCII',
      'bad_header',
      { headers: { 'content-type': 'é', 'x-hook0-id': '1' } },
    ],
    ['an empty body', 'too_large', { body: '' }],
    ['more than 64 kB', 'too_large', { body: `"${'a'.repeat(65_535)}"` }],
    ['bytes that are not UTF-8', 'bad_body', { body: Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d) }],
  ])('%s', async (_, reason, parts) => {
    expect(await outcome(parts)).toBe(reason)
  })

  test('everything when there is no secret', async () => {
    for (const secrets of [[], [''], ['', '']])
      expect(
        await reasonOf(verifyWebhook({ ...hook0, secrets }, await signedByHook0({ secret: ' ' }), now)),
      ).toBe('no_secret')
  })

  test('a v0 signature that is passed off as v1, whatever names stand in h', async () => {
    // v0 signs `t.body`: if a piece of JSON passed as a header name, the same bytes would read as a v1 text.
    const time = String(now / 1000)
    const [names, ...rest] = coinbaseBody.split('.')
    const v0 = await hmacHex(secret, bytes(`${time}.${coinbaseBody}`))
    const headers = new Headers({ 'x-hook0-signature': `t=${time},h=${names},v1=${v0}` })
    const request = { headers, rawBody: bytes(rest.slice(1).join('.')) }
    expect(await reasonOf(verifyWebhook(hook0, request, now))).toBe('bad_header')
  })

  test('the same JSON written again', async () => {
    const request = await signedByHook0({ body: '{ "value": 1.0 }' })
    expect(await reasonOf(verifyWebhook(hook0, { ...request, rawBody: bytes('{"value":1}') }, now))).toBe(
      'bad_signature',
    )
  })

  test('a changed, added or dropped value of a signed header', async () => {
    for (const value of ['e-2', 'e-1.x', ' ', null]) {
      const request = await signedByHook0()
      if (value === null) request.headers.delete('x-hook0-id')
      else request.headers.set('x-hook0-id', value)
      expect(await reasonOf(verifyWebhook(hook0, request, now))).toBe('bad_signature')
    }
  })

  test('a clock that tells no time', async () => {
    expect(await outcome({}, Number.NaN)).toBe('too_old')
  })

  test('a way of signing that does not exist, and a request without parts', async () => {
    const request = await signedByHook0()
    const strange = { ...hook0, kind: 'md5' } as unknown as typeof hook0
    expect(await reasonOf(verifyWebhook(strange, request, now))).toBe('unreadable')
    for (const broken of [{}, { ...request, headers: null }, { ...request, rawBody: 'text' }])
      expect(await reasonOf(verifyWebhook(hook0, broken as typeof request, now))).not.toBe('accepted')
  })
})

describe('fuzz', () => {
  test('a flipped bit anywhere in the body is rejected', async () => {
    const request = await signedByHook0()
    await fc.assert(
      fc.asyncProperty(fc.nat(request.rawBody.length - 1), fc.nat(7), async (at, bit) => {
        const rawBody = new Uint8Array(request.rawBody)
        rawBody[at] = (rawBody[at] as number) ^ (1 << bit)
        expect(await reasonOf(verifyWebhook(hook0, { ...request, rawBody }, now))).not.toBe('accepted')
      }),
      { numRuns: 2_000 },
    )
  })

  test('a changed character anywhere in the header is rejected, or means the same', async () => {
    const { headers, rawBody } = await signedByHook0()
    const genuine = headers.get('x-hook0-signature') as string
    await fc.assert(
      fc.asyncProperty(
        fc.nat(genuine.length - 1),
        fc.constantFrom(...'0123456789abcdefABCDEF,=. vthx-'),
        async (at, letter) => {
          const changed = genuine.slice(0, at) + letter + genuine.slice(at + 1)
          const request = { headers: new Headers(headers), rawBody }
          request.headers.set('x-hook0-signature', changed)
          const means = (text: string) =>
            text.split(/, */).map((part) => part.replace(/^v1=.*/, (v) => v.toLowerCase()).trim())
          const same = JSON.stringify(means(changed)) === JSON.stringify(means(genuine))
          const reason = await reasonOf(verifyWebhook(hook0, request, now))
          expect(reason === 'accepted').toBe(same)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('malformed headers never pass and never throw anything else', async () => {
    const part = fc.oneof(
      fc.constantFrom('t', 'h', 'v1', 'v0', '', ' ', '='),
      fc.stringMatching(/^[\x20-\x7e]{0,20}$/),
      fc.stringMatching(/^[0-9a-f]{64}$/),
      fc.constant(String(now / 1000)),
    )
    const header = fc
      .array(fc.tuple(part, part), { maxLength: 20 })
      .map((parts) => parts.map(([key, value]) => `${key}=${value}`).join(','))
    const rawBody = bytes(coinbaseBody)
    await fc.assert(
      fc.asyncProperty(header, async (value) => {
        const headers = new Headers({ 'x-hook0-signature': value })
        expect(await reasonOf(verifyWebhook(hook0, { headers, rawBody }, now))).not.toBe('accepted')
      }),
      { numRuns: 20_000 },
    )
  })

  test('the window is what it says at every second', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -1_000, max: 1_000 }), async (age) => {
        const reason = await outcome({ time: now / 1000 - age })
        expect(reason).toBe(age > 300 ? 'too_old' : age < -60 ? 'too_new' : 'accepted')
      }),
      { numRuns: 500 },
    )
  })

  test('a replay is recognised by its key', async () => {
    const keys = new Set<string>()
    for (let at = 0; at < 5; at += 1)
      keys.add((await verifyWebhook(hook0, await signedByHook0({ time: now / 1000 - at }), now)).dedupeKey)
    expect(keys.size).toBe(1)
    keys.add((await verifyWebhook(hook0, await signedByHook0({ body: '{}' }), now)).dedupeKey)
    expect(keys.size).toBe(2)
  })
})
