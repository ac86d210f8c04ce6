import { OfframpError } from '@offrampkit/core'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { createOfframpHandler, memoryStore } from '@offrampkit/server'
import { createSiweAuth } from '@offrampkit/server/siwe'
import { keepPlain, plainOf } from '../../src/plainAnswers.ts'
import { fakeProvider } from '../fakeProvider.ts'
import { alice, bob, origin, registry } from '../harness.ts'
import { createProbe } from './probe.ts'

/** What Workers hand to a handler. */
interface WaitUntil {
  waitUntil(work: Promise<unknown>): void
}

/** As much faster as waits of seconds are over: a stream's word in silence comes after 0.15 s instead of 15. */
const haste = 100

/** What the examples mount: the handler over a provider that needs no internet, and the sign-in. */
export function conformanceApp() {
  const store = memoryStore()
  const timers = new Set<object>()
  const probe = createProbe(() => ({ timers: timers.size, openStreams: handler.openStreams() }))
  const auth = createSiweAuth({
    domain: 'app.example',
    secret: 'XU_0k9xql4eLEGSssSXN4ZGlJg3KhWF0jb8LT_wu8dI',
    store,
    production: false, // Next runs as in production, and this store forgets.
  })
  const handler = createOfframpHandler<unknown>({
    store,
    registry,
    providers: [provider(probe)],
    authenticate: async (request) => {
      const name = request.headers.get('x-user')
      return name === 'alice' ? alice : name === 'bob' ? bob : await auth.authenticate(request)
    },
    clientIp: () => '203.0.113.7',
    returnUrl: 'https://app.example/cash-out',
    production: false,
    allowedOrigins: [origin],
    quotesPerSecond: { fake: 20 },
    after(ms, callback) {
      const timer = {}
      timers.add(timer)
      const id = setTimeout(
        () => {
          timers.delete(timer)
          callback()
        },
        ms < 1_000 ? ms : ms / haste,
      )
      return () => {
        clearTimeout(id)
        timers.delete(timer)
      }
    },
    // Where the platform has none, the work goes on by itself.
    waitUntil: (work, platform) => (platform as Partial<WaitUntil> | undefined)?.waitUntil?.(work),
    onError: (error) => probe.note(error),
  })
  const offramp = (request: Request, platform?: unknown) =>
    probe.answers(request) ? probe.handle(request, platform) : handler(request, platform)
  const plain = plainOf(handler)
  // The shorter way that `toNodeListener` takes is the way of the handler.
  if (plain)
    keepPlain(offramp, async (request, platform, transport) =>
      probe.answers(request) ? probe.handle(request, platform) : plain(request, platform, transport),
    )
  return { auth, offramp: Object.assign(offramp, { reconcile: () => handler.reconcile() }) }
}

/** Its webhooks may hold anything; those that are about an order change it. It is busy where the country is `ZZ`. */
function provider(probe: ReturnType<typeof createProbe>): ServerProviderFactory {
  const fake = fakeProvider()
  return (context) => {
    const made = fake.create(context)
    const { webhook } = made
    if (!webhook) throw new Error('The fake provider takes no webhooks.')
    return {
      ...made,
      async getOptions(parameters, call) {
        if (parameters.country !== 'ZZ') {
          const answer = await made.getOptions(parameters, call)
          return { ...answer, countries: [...answer.countries, { id: 'ZZ', subdivisions: [], methods: [] }] }
        }
        throw new OfframpError({ code: 'rate_limited', message: 'Too many questions.', retryAfterMs: 1_500 })
      },
      async getQuote(request, call) {
        if (request.amount.startsWith('26.')) {
          probe.notePrice()
          await new Promise((resolve) => setTimeout(resolve, 300))
        }
        return await made.getQuote(request, call)
      },
      webhook: {
        ...webhook,
        parse: (signed, at) =>
          new TextDecoder().decode(signed).startsWith('{"orderId"') ? webhook.parse(signed, at) : null,
      },
    }
  }
}
