import { afterEach, expect, test, vi } from 'vitest'
import { base64, bytes, coinbaseBody, hmacHex, hook0, now, signedByHook0 } from '../../test/webhooks.ts'
import { keptKeys } from './keptKeys.ts'
import type { WebhookVerification } from './verification.ts'
import { verifyWebhook } from './verify.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

test('a secret is imported once, however many webhooks it has signed', async () => {
  // Of this test's own, so that no other has imported them.
  const verification = { ...hook0, secrets: ['the old of two secrets', 'the new of two secrets'] }
  const messages = await Promise.all(
    verification.secrets.flatMap((secret) => [signedByHook0({ secret }), signedByHook0({ secret })]),
  )
  const importKey = vi.spyOn(crypto.subtle, 'importKey')
  for (const message of messages) await verifyWebhook(verification, message, now)
  expect(importKey).toHaveBeenCalledTimes(2)
})

test('so is the secret of a plain HMAC', async () => {
  const secret = 'a secret that signs the raw body'
  const verification: WebhookVerification = { kind: 'hmac', header: 'x-signature', secrets: [secret] }
  const headers = new Headers({ 'x-signature': await hmacHex(secret, bytes(coinbaseBody)) })
  const importKey = vi.spyOn(crypto.subtle, 'importKey')
  for (let times = 0; times < 3; times++)
    await verifyWebhook(verification, { headers, rawBody: bytes(coinbaseBody) }, now)
  expect(importKey).toHaveBeenCalledTimes(1)
})

test('so is an RSA key', async () => {
  const algorithm = { name: 'RSA-PSS', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }
  const pair = await crypto.subtle.generateKey({ ...algorithm, hash: 'SHA-256' }, true, ['sign', 'verify'])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  const verification: WebhookVerification = {
    kind: 'rsa-pss-member',
    signedMember: 'data',
    signatureMember: 'signature',
    publicKeys: [base64(spki)],
    saltLength: 222,
  }
  const sign = async (data: string) => {
    const made = await crypto.subtle.sign({ name: 'RSA-PSS', saltLength: 222 }, pair.privateKey, bytes(data))
    return bytes(`{"data":${data},"signature":"${base64(new Uint8Array(made))}"}`)
  }
  const bodies = [await sign('{"a":1}'), await sign('{"a":2}'), await sign('{"a":3}')]
  const importKey = vi.spyOn(crypto.subtle, 'importKey')
  for (const rawBody of bodies) await verifyWebhook(verification, { headers: new Headers(), rawBody }, now)
  expect(importKey).toHaveBeenCalledTimes(1)
})

test('what could not be imported is tried again, and memory is bounded', async () => {
  const read = vi.fn(async (text: string) => {
    if (read.mock.calls.length === 1) throw new Error('not now')
    return text
  })
  const kept = keptKeys(read)
  await expect(kept('a')).rejects.toThrow('not now')
  expect([await kept('a'), await kept('a')]).toEqual(['a', 'a'])
  expect(read).toHaveBeenCalledTimes(2)
  for (let count = 0; count < 64; count++) await kept(`b${count}`)
  await kept('a')
  expect(read).toHaveBeenCalledTimes(2 + 64 + 1)
})
