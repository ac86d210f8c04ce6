import type { Services } from '../services.ts'
import { acceptWebhook } from '../webhooks/accept.ts'
import { workOnWebhook } from '../webhooks/work.ts'
import type { Ask } from './route.ts'

/** News from a provider: verified, kept, answered; then worked on. What fails after it is kept is tried again. */
export async function receiveWebhook(ask: Ask, services: Services): Promise<unknown> {
  const { store, providers, now, keepWebhooksMs: rememberedMs } = services
  const message = { headers: ask.request.headers, rawBody: ask.body }
  const provider = providers.get(ask.param('provider'))
  const accepted = await acceptWebhook(store, provider, message, { now: now(), rememberedMs })
  if (accepted) await ask.background(workOnWebhook(services, accepted))
  return { received: true }
}
