import { type AssetRegistry, OfframpError } from '@offrampkit/core'
import { httpBackend, type OfframpBackend } from '@offrampkit/core/api'
import type { ProxyRequest } from '@offrampkit/providers/coinbase/client'
import type { DemoSettings } from '../settings.ts'
import type { BackendChoice } from './chooseBackend.ts'

/** The chosen backend. The two that are not the kit's are loaded when they are first asked. */
export function createBackend(
  choice: BackendChoice,
  settings: DemoSettings,
  registry: AssetRegistry,
): OfframpBackend | (() => Promise<OfframpBackend>) {
  if (choice.id === 'own') return async () => (await import('./ownBackend.ts')).ownBackend(registry)
  if (choice.id === 'coinbase-json') return () => plainBackend(choice, settings, registry)
  return httpBackend({ baseUrl: '/api/offramp' })
}

async function plainBackend(choice: BackendChoice, settings: DemoSettings, registry: AssetRegistry) {
  const { coinbaseBackend } = await import('@offrampkit/providers/coinbase/client')
  return coinbaseBackend({
    request: askProxy,
    registry,
    storage: localStorage,
    now: Date.now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    returnUrl: `${location.origin}/?backend=coinbase-json`,
    ...settings.coinbase,
    ...(choice.constantReference ? { partnerUserRef: () => 'one-for-all' } : {}),
  })
}

/** This app's server only signs what it is asked and passes the answer on. */
async function askProxy({ method, path, body, signal }: ProxyRequest): Promise<Response> {
  const response = await fetch(`/demo/coinbase${path}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    ...(signal ? { signal } : {}),
    cache: 'no-store',
  })
  if (response.status !== 401) return response
  throw new OfframpError({
    code: 'unauthenticated',
    message: 'You are not signed in.',
    why: 'This app asks Coinbase for its own users alone.',
    action: 'Sign in, then try again.',
  })
}
