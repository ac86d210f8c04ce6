import { generateKeyPairSync } from 'node:crypto'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import type { WebhookVerification } from '@offrampkit/core/webhook'
import { describe, expect, it } from 'vitest'
import { fakeProvider, webhookSecret } from '../test/fakeProvider.ts'
import { origin } from '../test/harness.ts'
import { createOfframpHandler } from './handler.ts'
import type { OfframpHandlerOptions } from './options.ts'
import { memoryStore } from './stores/memory.ts'
import { webhookOnly } from './testing/throwawayProviders.ts'

const refusal = expect.objectContaining({ code: 'invalid_config' })

function valid(): OfframpHandlerOptions {
  return {
    store: memoryStore(),
    providers: [fakeProvider().create],
    registry: { networks: [] } as never,
    authenticate: () => null,
    clientIp: () => null,
    returnUrl: 'https://app.example',
    allowedOrigins: [origin],
  }
}
/** As it stands on the internet: a store that remembers, where nothing is asked of it. */
const live = (): OfframpHandlerOptions => {
  const { forgets, ...store } = memoryStore()
  return { ...valid(), store, production: true }
}
const start = (change: Partial<OfframpHandlerOptions>, from = valid) =>
  createOfframpHandler({ ...from(), ...change })

describe('createOfframpHandler refuses to start', () => {
  it.each([
    'authenticate',
    'clientIp',
    'allowedOrigins',
    'returnUrl',
    'store',
    'providers',
    'registry',
  ] as const)('without %s, and says how to set it', (name) => {
    for (const nothing of [{ [name]: undefined }, { [name]: null }]) {
      const bare = () => start(nothing as Partial<OfframpHandlerOptions>)
      expect(bare).toThrow(refusal)
      expect(bare).toThrow(new RegExp(`without ${name}\\..*${name},`))
      expect(bare).toThrow(/Set /)
    }
  })

  it('without several, and names them all at once', () => {
    expect(() => start({ store: undefined, allowedOrigins: [] } as never)).toThrow(
      /without allowedOrigins, store\./,
    )
  })

  it.each([
    ['a star', { allowedOrigins: ['*'] }],
    ['the null origin', { allowedOrigins: ['null'] }],
    ['an origin with a path', { allowedOrigins: ['https://app.example/'] }],
    ['an origin in capitals', { allowedOrigins: ['https://APP.example'] }],
    ['an origin with its port spelt out', { allowedOrigins: ['https://app.example:443'] }],
    ['an origin of another kind', { allowedOrigins: ['chrome-extension://abc'] }],
    ['one bad origin among good ones', { allowedOrigins: [origin, 'http://app.example'] }],
    ['no origin', { allowedOrigins: [] }],
    ['streams without an end', { streamLifetimeMs: Number.POSITIVE_INFINITY }],
    ['streams without a time', { streamLifetimeMs: Number.NaN }],
    ['a number of streams that is none', { streamLimits: { perUser: -1 } }],
    ['a part of a stream', { streamLimits: { total: 1.5 } }],
    ['a return URL without TLS', { returnUrl: 'http://app.example' }],
    ['a return URL of another kind', { returnUrl: 'javascript:alert(1)' }],
    ['a return URL with a password', { returnUrl: 'https://a:b@app.example' }],
    ['a path that is none', { basePath: 'api' }],
    ['a stand-in for the IP that is no public one', { developmentClientIp: '10.0.0.1' }],
    ['an option that there is none of', { allowedOrigin: [origin] } as never],
    ['a rate of a provider that is not there', { quotesPerSecond: { fake: 4, fakee: 4 } }],
    ['the same provider twice', { providers: [fakeProvider().create, fakeProvider().create] }],
  ] as [string, Partial<OfframpHandlerOptions>][])('with %s', (_, change) => {
    expect(() => start(change)).toThrow(refusal)
  })

  it('with a misspelt name, and says which names there are', () => {
    expect(() => start({ allowedOrigin: [origin], streamLimit: {} } as never)).toThrow(
      /know `allowedOrigin`, `streamLimit`\..*allowedOrigins.*streamLimits/,
    )
    expect(() => start({ readsPerSecond: { fakee: 4 } })).toThrow(/`readsPerSecond`.*`fakee`.*: fake\./)
  })

  it.each([
    ['nothing', {}],
    [
      'http on localhost',
      { returnUrl: 'http://localhost:5173/x', allowedOrigins: ['http://localhost:5173'] },
    ],
    ['http in a private network', { allowedOrigins: ['http://192.168.1.20:5173', 'http://[fd00::1]:5173'] }],
    ['a stand-in for the IP', { developmentClientIp: '8.8.8.8' }],
  ] as [string, Partial<OfframpHandlerOptions>][])('in development not for %s', (_, change) => {
    expect(() => start(change)).not.toThrow()
  })
})

describe('in production it refuses to start', () => {
  it.each([
    [
      'an origin over http',
      { allowedOrigins: ['http://localhost:5173'] },
      /allowedOrigins.*production: false/,
    ],
    ['a return URL over http', { returnUrl: 'http://127.0.0.1/x' }, /returnUrl.*production: false/],
    ['a stand-in for the IP', { developmentClientIp: '8.8.8.8' }, /developmentClientIp.*Remove it/],
    ['a store that forgets', { store: memoryStore() }, /store.*sqliteStore/],
  ] as [string, Partial<OfframpHandlerOptions>, RegExp][])(
    'with %s, and says what to do',
    (_, change, says) => {
      expect(() => start(change, live)).toThrow(refusal)
      expect(() => start(change, live)).toThrow(says)
    },
  )

  it('and starts with all of it', () => {
    expect(() => start({}, live)).not.toThrow()
  })

  const create = fakeProvider().create
  it.each([
    [
      'a provider that pays nobody',
      { providers: [(context) => ({ ...create(context), test: true })] },
      'fake',
    ],
    ['a chain for tests', { registry: { networks: [{ name: 'Sepolia', test: true }] } as never }, 'Sepolia'],
  ] as [string, Partial<OfframpHandlerOptions>, string][])(
    'with %s, unless it is for trying out',
    (_, change, named) => {
      expect(() => start(change, live)).toThrow(refusal)
      expect(() => start(change, live)).toThrow(new RegExp(`${named}.*allowTestProviders: true`))
      expect(() => start({ ...change, allowTestProviders: true }, live)).not.toThrow()
      expect(() => start({ ...change, production: false }, live)).not.toThrow()
    },
  )
})

const good = webhookSecret
/** The fake provider, with webhooks that are checked in this way. */
function signedBy(
  secrets: readonly string[],
  verification: WebhookVerification = { kind: 'hmac', header: 'x-signature', secrets },
): ServerProviderFactory {
  const { create } = fakeProvider()
  return (context) => ({ ...create(context), webhook: { verification, parse: () => null } })
}

describe('a provider’s webhooks', () => {
  it.each([
    ['an empty secret', ['']],
    ['a secret that the environment does not have', [undefined as unknown as string]],
    ['a blank one beside a good one', ['good', ' ']],
    ['none', []],
  ])('are not taken with %s to check them', (_, secrets) => {
    const providers = [signedBy(secrets)]
    expect(() => start({ providers })).toThrow(refusal)
    expect(() => start({ providers })).toThrow(/fake.*webhook/i)
  })

  it.each(['a', 'secret', 'changeme', 'correct horse battery', 'please-change-me-to-a-long-random-secret'])(
    'are not taken in production with the secret %j',
    (secret) => {
      const providers = [signedBy([good, secret])]
      expect(() => start({ providers }, live)).toThrow(refusal)
      expect(() => start({ providers }, live)).toThrow(/secret of fake.*guessed/)
      if (secret.length > 6) expect(() => start({ providers }, live)).not.toThrow(new RegExp(secret))
      expect(() => start({ providers })).not.toThrow()
    },
  )

  it.each([
    'b7c1Zk3vQ9xW2mPd',
    '9f3c07d1be58a246',
    '3f2b8c1e-7a4d-4e9f-b1c6-5d8e0a927f34',
    'secret_9f3c07d1be58a2460f1e2d3c4b5a6978',
    good,
  ])('are taken in production with %j, as providers make them', (secret) => {
    expect(() => start({ providers: [signedBy([secret])] }, live)).not.toThrow()
  })

  it('are not taken with a key that is none', () => {
    const keyed = (publicKeys: string[]) =>
      signedBy([], {
        ...{ kind: 'rsa-pss-member', signedMember: 'data', signatureMember: 'signature' },
        ...{ publicKeys, saltLength: 222 },
      })
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    expect(() => start({ providers: [keyed([spki, pkcs1])] }, live)).not.toThrow()
    for (const bad of ['rubbish', spki.slice(0, -4), btoa('rubbish'.repeat(50))]) {
      expect(() => start({ providers: [keyed([spki, bad])] })).toThrow(/key of fake.*no RSA public key/)
      expect(() => start({ providers: [keyed([bad])] })).not.toThrow(new RegExp(bad.slice(0, 7)))
    }
  })

  it('are checked at the start for providers of others, too', () => {
    expect(() => start({ providers: [webhookOnly({ secret: '' })] })).toThrow(refusal)
    expect(() => start({ providers: [webhookOnly({ secret: 'a secret' })] })).not.toThrow()
  })
})
