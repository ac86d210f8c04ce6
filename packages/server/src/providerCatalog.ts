import { OfframpError } from '@offrampkit/core'
import type { FlowId, ProviderId } from '@offrampkit/core/order'
import type { FlowDescriptor, ServerProvider } from '@offrampkit/core/provider'
import { invalidRequest } from './refusals.ts'

/** The configured providers by id. */
export interface ProviderCatalog {
  readonly all: readonly ServerProvider[]
  get(id: ProviderId): ServerProvider | null
  /** @throws OfframpError `invalid_request` */
  require(id: ProviderId): ServerProvider
  flow(id: FlowId): FlowDescriptor | null
}

/** @throws OfframpError `invalid_config` when two providers share an id, a flow has no rules, or a webhook no key */
export function createProviderCatalog(all: readonly ServerProvider[]): ProviderCatalog {
  const byId = new Map(all.map((provider) => [provider.id, provider]))
  const flows = new Map(all.flatMap((provider) => provider.flows.map((flow) => [flow.id, flow] as const)))
  if (byId.size !== all.length) throw badProvider('Two providers have the same id.')
  for (const provider of all) {
    if (provider.flows.length === 0) throw badProvider(`The provider ${provider.id} has no flow.`)
    for (const flow of provider.flows)
      if (flow.provider !== provider.id || !provider.rules[flow.id])
        throw badProvider(`The flow ${flow.id} has no rules, or belongs to another provider.`)
    checkWebhookKeys(provider)
  }
  const get = (id: ProviderId) => byId.get(id) ?? null
  return {
    all,
    get,
    require(id) {
      const found = get(id)
      if (!found) throw invalidRequest('provider', 'this provider is not configured')
      return found
    },
    flow: (id) => flows.get(id) ?? null,
  }
}

/** A webhook whose sender cannot be told is not taken: it could name another deposit address. */
function checkWebhookKeys({ id, webhook }: ServerProvider): void {
  if (!webhook) return
  const { verification } = webhook
  const keys = verification.kind === 'rsa-pss-member' ? verification.publicKeys : verification.secrets
  if (keys.length > 0 && keys.every((key) => typeof key === 'string' && key.trim() !== '')) return
  throw new OfframpError({
    code: 'invalid_config',
    message: `The provider ${id} takes webhooks, and a secret or key to check them is empty or missing.`,
    why: 'An unsigned message could name another deposit address, so none would be believed.',
    action:
      'Set it from the environment, and check that it is there; or leave the option out, where news come by polling too.',
  })
}

function badProvider(message: string): OfframpError {
  return new OfframpError({
    code: 'invalid_config',
    message,
    why: 'Orders could not be told apart.',
    action: 'Correct `providers` in the options of createOfframpHandler.',
  })
}
