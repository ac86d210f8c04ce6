import { eventStream } from '../news/eventStream.ts'
import { loadOwnedOrder } from '../orders/loadOwned.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** Says when an order has changed, and nothing else about it: whoever hears it reads the order. */
export async function watchOrder(ask: UserAsk, services: Services): Promise<ReadableStream<Uint8Array>> {
  const { store, news, after, streamLifetimeMs: lifetimeMs } = services
  const orderId = ask.param('orderId')
  await loadOwnedOrder(store, orderId, ask.user.userId)
  // Listens first and reads then: what is written in between is heard.
  let heard = 0
  let onChange = (version: number) => {
    heard = Math.max(heard, version)
  }
  const stop = news.listen(orderId, (version) => onChange(version))
  try {
    const { version } = await loadOwnedOrder(store, orderId, ask.user.userId)
    return eventStream({
      version: Math.max(version, heard),
      listen(listener) {
        onChange = listener
        return stop
      },
      ...{ after, lifetimeMs, signal: ask.request.signal },
    })
  } catch (error) {
    stop()
    throw error
  }
}
