import type { OfframpHandler } from '../../src/handler.ts'
import type { Store } from '../../src/stores/store.ts'

type Handle = (request: Request, platform?: unknown) => Promise<Response>

/** One way of getting several instances wrong. */
interface Wrong {
  store?: (store: Store) => Store
  handler?: (handler: OfframpHandler) => Handle
  /** Shares nothing through Redis. */
  alone?: true
}

/** Reserving, as one process alone would decide it: written down all the same. */
function reservedHere(handler: OfframpHandler): Handle {
  const first = new Map<string, string>()
  return async (request, platform) => {
    const [, orderId] = /\/orders\/([^/]+)\/deposits$/.exec(new URL(request.url).pathname) ?? []
    if (orderId === undefined) return await handler(request, platform)
    const { attempt } = (await request.clone().json()) as { attempt: { attemptId: string } }
    const holder = first.get(orderId) ?? attempt.attemptId
    first.set(orderId, holder)
    const said = await handler(request, platform)
    return holder === attempt.attemptId && said.ok ? Response.json({ status: 'reserved' }) : said
  }
}

/** What the test has to notice. Each is a mistake that one process, or a quiet day, would never show. */
export const mutants: Readonly<Record<string, Wrong>> = {
  /** Writes over what others wrote in between. */
  'no compare before set': {
    store: (store) => ({
      ...store,
      async compareAndSet(write) {
        for (;;) {
          const expected = (await store.order(write.next.order.orderId))?.version ?? 1
          const next = { ...write.next, version: expected + 1 }
          const outcome = await store.compareAndSet({ ...write, expected, next })
          if (outcome.status !== 'stale') return outcome
        }
      },
    }),
  },
  'reservations kept in the process': { handler: reservedHere },
  /** Answered well, and lost with the process. */
  'webhooks acknowledged before they are kept': {
    store: (store) => ({
      ...store,
      async receiveWebhook(entry) {
        setTimeout(() => void store.receiveWebhook(entry).catch(() => undefined), 400)
        // As if it were known: nothing works on it before it is kept.
        return { status: 'known', outcome: 'applied', receivedAt: entry.receivedAt }
      },
    }),
  },
  'no claim before a provider is asked': {
    store: (store) => ({ ...store, claim: async () => ({ status: 'claimed', unfinished: false }) }),
  },
  'no look at the provider after somebody died': {
    store: (store) => ({
      ...store,
      async claim(name, holder, ms) {
        const outcome = await store.claim(name, holder, ms)
        return outcome.status === 'claimed' ? { ...outcome, unfinished: false } : outcome
      },
    }),
  },
  'a request made twice is two orders': {
    store: (store) => ({
      ...store,
      insertOrder: (order) => store.insertOrder(order, []),
      orderByKey: async () => null,
    }),
  },
  'nobody is told what another process wrote': {
    store: (store) => ({ ...store, listen: () => () => undefined }),
    alone: true,
  },
}
