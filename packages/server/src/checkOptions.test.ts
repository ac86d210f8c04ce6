import { describe, expect, it } from 'vitest'
import { fakeProvider } from '../test/fakeProvider.ts'
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
})

describe('a provider’s webhooks', () => {
  it.each([
    ['an empty secret', ['']],
    ['a secret that the environment does not have', [undefined as unknown as string]],
    ['a blank one beside a good one', ['good', ' ']],
    ['none', []],
  ])('are not taken with %s to check them', (_, secrets) => {
    const create = fakeProvider().create
    const providers = [
      (context: Parameters<typeof create>[0]) => ({
        ...create(context),
        webhook: {
          verification: { kind: 'hmac', header: 'x-signature', secrets } as const,
          parse: () => null,
        },
      }),
    ]
    expect(() => start({ providers })).toThrow(refusal)
    expect(() => start({ providers })).toThrow(/fake.*webhook/i)
  })

  it('are checked at the start for providers of others, too', () => {
    expect(() => start({ providers: [webhookOnly({ secret: '' })] })).toThrow(refusal)
    expect(() => start({ providers: [webhookOnly({ secret: 'a secret' })] })).not.toThrow()
  })
})
