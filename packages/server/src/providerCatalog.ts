import { OfframpError } from '@offrampkit/core'
import type { FlowId, ProviderId } from '@offrampkit/core/order'
import type { FlowDescriptor, ServerProvider } from '@offrampkit/core/provider'
import { isRsaPublicKey } from '@offrampkit/core/webhook'
import { invalidRequest } from './refusals.ts'
import { isPlaceholder, strengthOf } from './siwe/strength.ts'

/** The configured providers by id. */
export interface ProviderCatalog {
  readonly all: readonly ServerProvider[]
  get(id: ProviderId): ServerProvider | null
  /** @throws OfframpError `invalid_request` */
  require(id: ProviderId): ServerProvider
  flow(id: FlowId): FlowDescriptor | null
}

/** @throws OfframpError `invalid_config` when two providers share an id, a flow has no rules, or a webhook no key */
export function createProviderCatalog(all: readonly ServerProvider[], production: boolean): ProviderCatalog {
  const byId = new Map(all.map((provider) => [provider.id, provider]))
  const flows = new Map(all.flatMap((provider) => provider.flows.map((flow) => [flow.id, flow] as const)))
  if (byId.size !== all.length) throw badProvider('Two providers have the same id.')
  for (const provider of all) {
    if (provider.flows.length === 0) throw badProvider(`The provider ${provider.id} has no flow.`)
    for (const flow of provider.flows)
      if (flow.provider !== provider.id || !provider.rules[flow.id])
        throw badProvider(`The flow ${flow.id} has no rules, or belongs to another provider.`)
    checkWebhookKeys(provider, production)
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
function checkWebhookKeys({ id, webhook }: ServerProvider, production: boolean): void {
  if (!webhook) return
  const { verification } = webhook
  const shared = verification.kind !== 'rsa-pss-member'
  const keys = shared ? verification.secrets : verification.publicKeys
  if (keys.length === 0 || !keys.every((key) => typeof key === 'string' && key.trim() !== ''))
    throw badKey(
      `The provider ${id} takes webhooks, and a secret or key to check them is empty or missing.`,
      'Set it from the environment, and check that it is there',
    )
  if (!shared && !keys.every(isRsaPublicKey))
    throw badKey(
      `A key of ${id} for its webhooks is no RSA public key.`,
      'Set it as the provider shows it: base64 of SPKI or PKCS#1, or the PEM of one, whole',
    )
  if (shared && production && keys.some(isGuessable))
    throw badKey(
      `A secret of ${id} for its webhooks could be guessed.`,
      'Set the one that the provider made, or shows, for this subscription',
    )
}

/** Providers make these, and in shapes of their own, so less is asked of them than of what is made here: 16 hex digits are enough. */
function isGuessable(secret: string): boolean {
  return strengthOf(secret) < (isPlaceholder(secret) ? 96 : 48)
}

function badKey(message: string, action: string): OfframpError {
  return new OfframpError({
    code: 'invalid_config',
    message,
    why: 'A message that anybody could sign could name another deposit address, so none may be believed.',
    action: `${action}; or leave the option out, where news come by polling too.`,
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
