import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { base64, bytes, now, text } from '../../test/webhooks.ts'
import { isOfframpError } from '../errors/offrampError.ts'
import { isRsaPublicKey } from './publicKey.ts'
import type { WebhookVerification } from './verification.ts'
import { verifyWebhook } from './verify.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

type Verification = Extract<WebhookVerification, { kind: 'rsa-pss-member' }>
const algorithm = {
  name: 'RSA-PSS',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: 'SHA-256',
}

/** Partna's longest salt: 2048 bits less the hash and two bytes. */
const saltLength = 222
let partna: Verification
let pkcs1: string
let sign: (data: string, salt?: number) => Promise<string>

beforeAll(async () => {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  // SPKI of a 2048-bit key: 24 bytes of header before the PKCS#1 key.
  pkcs1 = base64(spki.slice(24))
  partna = {
    kind: 'rsa-pss-member',
    signedMember: 'data',
    signatureMember: 'signature',
    publicKeys: [base64(spki)],
    saltLength,
  }
  sign = async (data, salt = saltLength) => {
    const mac = await crypto.subtle.sign({ name: 'RSA-PSS', saltLength: salt }, pair.privateKey, bytes(data))
    return base64(new Uint8Array(mac))
  }
})

async function ask(rawBody: string, verification = partna) {
  try {
    const answer = await verifyWebhook(verification, { headers: new Headers(), rawBody: bytes(rawBody) }, now)
    return { signed: text(answer.signed), dedupeKey: answer.dedupeKey }
  } catch (error) {
    if (!isOfframpError(error) || error.code !== 'webhook_rejected') throw error
    return String(error.details?.reason)
  }
}

/** Shape of Partna's pending event (docs.getpartna.com v4 offramp samples, read 2026-11-21), values made up. */
const data =
  '{"transactionReference":"0f8c1d526f4b4c569a3e1f0a52b7a111","status":"pending","fromAmount":0.1100,"rate":1e3,"paymentAddress":"0x1111111111111111111111111111111111111111","note":"a } in \\"text\\" \\u0026 \\u00e9","nested":{"2":[{}],"1":[]}}'

describe('accepts', () => {
  test('exactly the bytes of the member, wherever it stands and whatever stands around it', async () => {
    const signature = await sign(data)
    for (const body of [
      `{"event":"Offramp","data":${data},"signature":"${signature}"}`,
      `{"event":"Offramp","data": \n ${data}\t ,"signature":"${signature}"}`,
      ` {"signature":"${signature}","data":${data},"event":{"data":{},"signature":1}} `,
      `{"d\\u0061ta":${data},"signature":"${signature}"}`,
    ])
      expect(await ask(body)).toMatchObject({ signed: data })
  })

  test('a bare PKCS#1 key, in lines, and as PEM', async () => {
    const body = `{"data":${data},"signature":"${await sign(data)}"}`
    const lines = pkcs1.replace(/.{64}/g, '$&\n')
    for (const key of [
      pkcs1,
      lines,
      `-----BEGIN RSA PUBLIC KEY-----\n${lines}\n-----END RSA PUBLIC KEY-----\n`,
    ])
      expect(await ask(body, { ...partna, publicKeys: ['AAAA', key] })).toMatchObject({ signed: data })
  })

  test('a member that was written again by somebody on the way, and hands back what the signature covers', async () => {
    const compact = '{"amount":"12.9","name":"A & B"}'
    const body = JSON.stringify(
      { event: 'Offramp', data: JSON.parse(compact), signature: await sign(compact) },
      null,
      2,
    )
    expect(await ask(body)).toMatchObject({ signed: compact })
  })

  test('one key for the same news under another event name or with other spaces', async () => {
    const signature = await sign(data)
    const first = await ask(`{"event":"Offramp","data":${data},"signature":"${signature}"}`)
    const second = await ask(`{"event":"Deposit",  "data":${data},"signature":"${await sign(data)}"}`)
    expect(first).toEqual(second)
  })
})

describe('rejects', () => {
  test('bodies without exactly one member and one signature', async () => {
    const signature = await sign(data)
    for (const body of [
      '[]',
      '"data"',
      '{}',
      'null',
      `{"data":${data}}`,
      `{"signature":"${signature}"}`,
      `{"data":${data},"signature":null}`,
      `{"data":${data},"signature":""}`,
      `{"data":${data},"signature":"not base64"}`,
      `{"data":${data},"data":${data},"signature":"${signature}"}`,
      `{"data":{"status":"paid"},"d\\u0061ta":${data},"signature":"${signature}"}`,
      `{"data":${data},"signature":"${signature}","signature":"${signature}"}`,
      `{"inner":{"data":${data},"signature":"${signature}"}}`,
      `{"data":${data},"signature":"${signature}"`,
      `{"data":${data},"signature":"${signature}"} {}`,
      `\ufeff{"data":${data},"signature":"${signature}"}`,
    ])
      expect(await ask(body)).toBe('bad_body')
  })

  test('another salt length, another key, no key, and keys that are none', async () => {
    const body = `{"data":${data},"signature":"${await sign(data)}"}`
    expect(await ask(`{"data":${data},"signature":"${await sign(data, 32)}"}`)).toBe('bad_signature')
    const other = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
    const otherKey = base64(new Uint8Array(await crypto.subtle.exportKey('spki', other.publicKey)))
    expect(await ask(body, { ...partna, publicKeys: [otherKey] })).toBe('bad_signature')
    for (const publicKeys of [[], [''], ['AAAA'], ['MIIB'], [`${pkcs1.slice(0, -8)}AAAA`], ['=']])
      expect(await ask(body, { ...partna, publicKeys })).toMatch(/no_secret|bad_signature/)
  })

  test('a changed value, and the signature of the whole body', async () => {
    const signature = await sign(data)
    const moved = data.replace('0x1111', '0x2222')
    expect(await ask(`{"data":${moved},"signature":"${signature}"}`)).toBe('bad_signature')
    const whole = await sign(`{"event":"Offramp","data":${data}}`)
    expect(await ask(`{"event":"Offramp","data":${data},"signature":"${whole}"}`)).toBe('bad_signature')
  })

  test('a flipped bit anywhere: refused, or outside of what is signed and handed back', async () => {
    const genuine = bytes(`{"event":"Offramp","data":${data},"signature":"${await sign(data)}"}`)
    await fc.assert(
      fc.asyncProperty(fc.nat(genuine.length - 1), fc.nat(7), async (at, bit) => {
        const flipped = new Uint8Array(genuine)
        flipped[at] = (flipped[at] as number) ^ (1 << bit)
        const answer = await ask(text(flipped)).catch(() => 'threw')
        expect(answer).not.toBe('threw')
        if (typeof answer === 'object') expect(answer.signed).toBe(data)
      }),
      { numRuns: 1_500 },
    )
  })
})

test('Partna’s published keys are keys', async () => {
  // docs.getpartna.com/v4/documentation/core-concepts/webhooks, staging key, read 2026-11-21.
  const staging =
    'MIIBCgKCAQEAv2ipgHLFFHgGHr9VpsPN8V1HIbCrlmTZRU/CYSDaoVX+xerJOMGXqmwgQMQH5T81VaMw4rtIA8tT4DkJgjb+7G0x4CGK1OPdlvhEGP2mOFy02onkEnMvuN3glVc4YKLvWDTG0KT7q9mARBIkO2Nrwy6IVHAl9pMXMJTRS22c0cIbuRmkYsGZtrylUv50knbRSgy5EA6523+j3PPJB4TgsigGSJxJGuksaxnDQGRE558xnyw/0gJmmAIdbxboQTGMqod/My/kAssRkUNu1QtqrsdhZmGYHS+pIPJSaxqHEy8eiTahoqqq8KgNUfQfwduG+Kc4f/t5JHetSt1dgulmswIDAQAB'
  const body = `{"data":{},"signature":"${await sign('{}')}"}`
  expect(await ask(body, { ...partna, publicKeys: [staging] })).toBe('bad_signature')
})

test('a key is told from what is none by its shape', () => {
  const [spki = ''] = partna.publicKeys
  const pem = `-----BEGIN RSA PUBLIC KEY-----\n${pkcs1.replace(/.{64}/g, '$&\n')}\n-----END RSA PUBLIC KEY-----`
  for (const key of [spki, pkcs1, pem]) expect(isRsaPublicKey(key)).toBe(true)
  for (const bad of ['', 'rubbish', spki.slice(4), spki.slice(0, -4), base64(new Uint8Array(300).fill(0x30))])
    expect(isRsaPublicKey(bad), bad).toBe(false)
})
