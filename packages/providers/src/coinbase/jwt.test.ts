import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { generateJwt } from '@coinbase/cdp-sdk/auth'
import { isOfframpError } from '@offrampkit/core'
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { answering, providerOver } from './fixtures/sale.ts'
import { createSigner } from './jwt.ts'

const host = 'api.developer.coinbase.com'
const path = '/onramp/v1/sell/options'
const apiKeyId = '2f0c6a3e-0000-4000-8000-0000000000aa'

function ed25519() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' })
  const bytes = Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')])
  return { secret: bytes.toString('base64'), publicKey }
}

function p256(type: 'pkcs8' | 'sec1') {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const secret = privateKey.export({ format: 'pem', type }).toString()
  return { secret, publicKey: createPublicKey(privateKey) }
}

const context = {
  now: () => Date.now(),
  random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
}
const sign = (apiKeySecret: string, now = context.now) =>
  createSigner({ apiKeyId, apiKeySecret }, { ...context, now })('GET', host, path)

const pemOf = ({ privateKey }: { privateKey: KeyObject }) =>
  privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
const p384 = pemOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }))
const rsa = pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }))

function refusalOf(start: () => unknown): unknown {
  try {
    return start()
  } catch (error) {
    return error
  }
}

const shape = (token: string) => ({
  header: Object.keys(decodeProtectedHeader(token)).sort(),
  claims: Object.keys(decodeJwt(token)).sort(),
})

describe.each([
  ['EdDSA', 'an Ed25519 key', ed25519()],
  ['ES256', 'a PKCS#8 PEM', p256('pkcs8')],
])('%s with %s', (alg, _, { secret, publicKey }) => {
  test('has the shape that the SDK of Coinbase gives it, and both verify', async () => {
    const ours = await sign(secret)
    const theirs = await generateJwt({
      apiKeyId,
      apiKeySecret: secret,
      requestMethod: 'GET',
      requestHost: host,
      requestPath: path,
    })
    expect(shape(ours)).toEqual(shape(theirs))
    for (const token of [ours, theirs]) {
      const { payload, protectedHeader } = await jwtVerify(token, publicKey)
      expect(protectedHeader).toMatchObject({ alg, kid: apiKeyId, typ: 'JWT' })
      expect(protectedHeader.nonce).toMatch(/^[0-9a-f]{32}$/)
      expect(payload).toMatchObject({ sub: apiKeyId, iss: 'cdp', uris: [`GET ${host}${path}`] })
      expect((payload.exp ?? 0) - (payload.nbf ?? 0)).toBe(120)
    }
  })

  test('has a nonce of its own each time', async () => {
    const nonces = await Promise.all(
      [1, 2, 3].map(async () => decodeProtectedHeader(await sign(secret)).nonce),
    )
    expect(new Set(nonces).size).toBe(3)
  })
})

describe('keys as people paste them', () => {
  test('a PEM with escaped newlines', async () => {
    const { secret, publicKey } = p256('pkcs8')
    await expect(jwtVerify(await sign(secret.replaceAll('\n', '\\n')), publicKey)).resolves.toBeDefined()
  })

  test('an EC PRIVATE KEY, as older keys were handed out', async () => {
    const { secret, publicKey } = p256('sec1')
    expect(secret).toContain('EC PRIVATE KEY')
    await expect(jwtVerify(await sign(secret.replaceAll('\n', '\\n')), publicKey)).resolves.toBeDefined()
  })

  test.each([
    ['nonsense', 'not a key'],
    ['half a key', Buffer.alloc(32).toString('base64')],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----'],
    ['a broken PEM', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
    ['a broken SEC 1 PEM', '-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----'],
    ['a key of another curve', p384],
    ['an RSA key', rsa],
  ])('%s is refused at the start, without being quoted', (_, secret) => {
    const error = refusalOf(() => createSigner({ apiKeyId, apiKeySecret: secret }, context))
    expect(isOfframpError(error) && error.code).toBe('invalid_config')
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain(secret)
    expect((error as Error).cause).toBeUndefined()
  })

  test('an empty key stops at the start', () => {
    expect(() => createSigner({ apiKeyId: '', apiKeySecret: 'x' }, context)).toThrow(/empty/)
    const unset = { apiKeyId: undefined, apiKeySecret: undefined } as never
    expect(() => createSigner(unset, context)).toThrow(/empty/)
  })
})

test('time comes from the clock that is handed in', async () => {
  const claims = decodeJwt(await sign(ed25519().secret, () => 1_700_000_000_999))
  expect(claims).toMatchObject({ iat: 1_700_000_000, nbf: 1_700_000_000, exp: 1_700_000_120 })
})

test('a provider with a key or a page that is none does not start', () => {
  const fetch = answering('{}')
  for (const options of [
    { apiKeySecret: 'rubbish' },
    { payUrl: 'http://pay.example/v3' },
    { payUrl: 'https://pay.example/v3?sessionToken=x' },
    { payUrl: 'rubbish' },
  ])
    expect(refusalOf(() => providerOver(fetch, options))).toMatchObject({ code: 'invalid_config' })
  expect(() => providerOver(fetch, { payUrl: 'https://pay.example/v3' })).not.toThrow()
})
