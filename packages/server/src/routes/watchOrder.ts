import { loadOwnedOrder } from '../orders/loadOwned.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** Says when an order has changed, and nothing else about it: whoever hears it reads the order. */
export async function watchOrder(ask: UserAsk, services: Services): Promise<ReadableStream<Uint8Array>> {
  const { store, streams } = services
  const { userId } = ask.user
  const orderId = ask.param('orderId')
  const load = () => loadOwnedOrder(store, orderId, userId)
  // Before anything is held for it: only an order of the user's own is listened to.
  await load()
  return await streams.open({
    ...{ orderId, userId, signal: ask.request.signal, mayListen: ask.stillSignedIn },
    known: readKnown(ask.request.headers.get('last-event-id')),
    version: async () => (await load()).version,
  })
}

/** The version that the client was told, or has read, before. What is none is as good as absent. */
function readKnown(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}
