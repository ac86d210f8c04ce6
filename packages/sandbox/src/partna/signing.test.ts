import { constants, createPublicKey, verify } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { createSigning } from './signing.ts'

const text = '{"transactionReference":"ab","fromAmount":0.11}'
const signing = createSigning()
let pem: string
let signature: Buffer

beforeAll(async () => {
  pem = await signing.publicKeyPem()
  signature = Buffer.from(await signing.sign(text, false), 'base64')
})

const check = (data: string, saltLength?: number) =>
  verify(
    'sha256',
    Buffer.from(data),
    {
      key: pem,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      ...(saltLength === undefined ? {} : { saltLength }),
    },
    signature,
  )

describe('a signature', () => {
  it('verifies as the documented sample does: any or the longest salt, not the digest’s', () => {
    expect(check(text)).toBe(true)
    expect(check(text, 222)).toBe(true)
    expect(check(text, constants.RSA_PSS_SALTLEN_DIGEST)).toBe(false)
  })

  it('covers every byte', () => {
    expect(check(text.replace('0.11', '0.12'))).toBe(false)
    expect(check(` ${text}`)).toBe(false)
  })

  it('of the foreign key does not verify', async () => {
    const foreign = Buffer.from(await signing.sign(text, true), 'base64')
    const key = { key: pem, padding: constants.RSA_PKCS1_PSS_PADDING }
    expect(verify('sha256', Buffer.from(text), key, foreign)).toBe(false)
  })
})

it('publishes PKCS#1, as Partna does', () => {
  expect(pem).toMatch(/^-----BEGIN RSA PUBLIC KEY-----\nMIIBCgKCAQEA/)
  expect(createPublicKey(pem).asymmetricKeyDetails?.modulusLength).toBe(2048)
})
