import { httpBackend, type OfframpBackend } from '@offrampkit/core/api'
import type { PageSandbox } from './startPageSandbox.ts'

export interface SandboxBackendOptions {
  /** The app's server: what `createOfframpHandler` of `@offrampkit/server` makes, or an own one that answers the same. */
  handler(request: Request): Promise<Response>
  /** Where it is mounted. Default `/api/offramp`. */
  basePath?: string
}

/**
 * A backend inside of the page: the app's own server, with the sandbox's stand-ins behind it and their webhooks coming in. It is
 * asked over the page's network, so that it is as fast, or as far away, as that is set to be.
 *
 * @example
 * const world = await startPageSandbox()
 * const backend = sandboxBackend(world, { handler: createOfframpHandler({ … }) })
 * const config = createOfframpConfig({ backend, registry })
 */
export function sandboxBackend(world: PageSandbox, options: SandboxBackendOptions): OfframpBackend {
  const { handler, basePath = '/api/offramp' } = options
  const baseUrl = `${world.appUrl}${basePath}`
  const { control } = world.sandbox
  world.network.serve(baseUrl, handler)
  control.addWebhookTarget({
    url: `${baseUrl}/webhooks/coinbase`,
    secret: world.keys.coinbase.webhookSecret,
  })
  control.partna.setWebhookUrl(`${baseUrl}/webhooks/partna`)
  control.capa.setWebhookUrl('main', `${baseUrl}/webhooks/capa`)
  return httpBackend({ baseUrl, fetch: world.network.fetchOf(world.appUrl) })
}
