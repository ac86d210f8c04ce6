import { OfframpError } from '@offrampkit/core'
import type { ServerProvider, ServerProviderFactory } from '@offrampkit/core/provider'
import type { FakeProvider } from '../fakeProvider.ts'

type Call = (...given: never[]) => Promise<unknown>

/** The fake provider behind the `fetch` that it is handed, as real ones are: it answers when that has answered. */
export function overHttp(fake: FakeProvider): ServerProviderFactory {
  return (context) => {
    const inner = fake.create(context)
    const asking = (name: keyof ServerProvider) =>
      (async (...given: never[]) => {
        const { signal } = (given.at(-1) ?? {}) as { signal?: AbortSignal }
        try {
          await context.fetch(`https://provider.example/${name}`, signal ? { signal } : {})
        } catch (cause) {
          throw new OfframpError({ code: 'provider_unavailable', message: 'The fake is away.', cause })
        }
        return await (inner[name] as Call)(...given)
      }) as never
    return {
      ...inner,
      getOptions: asking('getOptions'),
      getQuote: asking('getQuote'),
      createSession: asking('createSession'),
      readOrder: asking('readOrder'),
      cancelOrder: asking('cancelOrder'),
      confirmDeposit: asking('confirmDeposit'),
    }
  }
}

/** Answers with nothing but what time it is. */
export const answersAt =
  (now: () => number): typeof fetch =>
  async () =>
    new Response('{}', { headers: { date: new Date(now()).toUTCString() } })

/** Never answers; ends with its signal. */
export const silence: typeof fetch = (_, init) =>
  new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
