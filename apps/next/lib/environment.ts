import { mainnetAssets, mainnets } from '@offrampkit/core'
import type { CoinbaseOptions } from '@offrampkit/providers/coinbase/server'
import type { World } from './world'

/** What `sandbox/main.ts` hands to the app, in place of keys and public chains. */
export interface Sandbox {
  world: World
  coinbase: CoinbaseOptions
}

/** Read at each request and not while building: the same build runs against the sandbox and against the real thing. */
function sandbox(): Sandbox | null {
  const { OFFRAMP_SANDBOX } = process.env
  return OFFRAMP_SANDBOX ? (JSON.parse(OFFRAMP_SANDBOX) as Sandbox) : null
}

/** Nothing secret may ever stand in it: it is sent to the page. */
export function readWorld(): World {
  return sandbox()?.world ?? { networks: mainnets, assets: mainnetAssets, rpcUrls: {}, sandboxUrl: null }
}

/** The keys of a provider, for the server alone. */
export function readCoinbase(): CoinbaseOptions {
  const { CDP_API_KEY_ID = '', CDP_API_KEY_SECRET = '', CDP_WEBHOOK_SECRET } = process.env
  return (
    sandbox()?.coinbase ?? {
      apiKeyId: CDP_API_KEY_ID,
      apiKeySecret: CDP_API_KEY_SECRET,
      ...(CDP_WEBHOOK_SECRET ? { webhookSecrets: [CDP_WEBHOOK_SECRET] } : {}),
    }
  )
}

/** Where the page is. `next start` notes the port that it found. */
export function readOrigin(): string {
  return process.env.APP_URL ?? `http://localhost:${process.env.PORT}`
}
