import type { ProviderContext, ServerProvider, ServerProviderFactory } from '@offrampkit/core/provider'
import { checkPage } from '../checkPage.ts'
import { isForTests } from '../secureUrl.ts'
import { createCoinbaseApi } from './api.ts'
import { coinbaseHosted, coinbaseRules } from './flow.ts'
import { coinbaseSellPage } from './hostedUrl.ts'
import { createSigner } from './jwt.ts'
import { type CoinbaseNetworks, networkMap } from './networks.ts'
import { rowEvent } from './rows.ts'
import { readSellOptions, readSellQuote } from './sell.ts'
import { checkSellRequest } from './sellRequest.ts'
import { openHosted } from './session.ts'
import { coinbaseApiHost, createTransport } from './transport.ts'
import { parseWebhook, webhookVerification } from './webhook.ts'
import { keepable } from './wire/transaction.ts'

export interface CoinbaseOptions {
  /** Id of a secret API key of the CDP portal. */
  apiKeyId: string
  /** Its secret: base64 of an Ed25519 key, or the PEM of an older P-256 one. */
  apiKeySecret: string
  /** Secrets of the webhook subscription, several while they are rotated. Without any, news come by polling alone. */
  webhookSecrets?: readonly string[]
  /** Locks asset and amount on Coinbase's page. Default: the user may change them there. */
  disableEdit?: boolean
  /** Used for quotes when the user has not chosen. Default `FIAT_WALLET`, which every country has. */
  defaultMethod?: string
  /** Replaces single network names: a local chain may stand in for `base`. */
  networks?: CoinbaseNetworks
  /** Origin of the API. Default Coinbase's. */
  baseUrl?: string
  /** The hosted page. Default Coinbase's. */
  payUrl?: string
  /** For one answer, body included. Default 15 s. */
  timeoutMs?: number
  /** Default 2 MiB. */
  maxResponseBytes?: number
}

/**
 * Selling through Coinbase: the half with the secrets. Hand it to `createOfframpHandler`.
 *
 * @throws OfframpError `invalid_config` (from the factory) when the key is none, or the base URL or the page unusable
 * @example
 * ```ts
 * createOfframpHandler({
 *   providers: [coinbase({ apiKeyId: env.CDP_API_KEY_ID, apiKeySecret: env.CDP_API_KEY_SECRET })], …
 * })
 * ```
 */
export function coinbase(options: CoinbaseOptions): ServerProviderFactory {
  return (context) => createProvider(options, context)
}

function createProvider(options: CoinbaseOptions, context: ProviderContext): ServerProvider {
  checkPage(options.payUrl, 'Coinbase')
  const { registry, now } = context
  const networks = networkMap(options.networks)
  const baseUrl = options.baseUrl ?? coinbaseApiHost
  const page = options.payUrl ?? coinbaseSellPage
  const api = createCoinbaseApi(
    createTransport({
      baseUrl,
      fetch: context.fetch,
      sign: createSigner(options, context),
      now,
      timeoutMs: options.timeoutMs ?? 15_000,
      maxBytes: options.maxResponseBytes ?? 2 * 1024 * 1024,
    }),
  )
  const parts = { api, registry, networks, now }
  const secrets = options.webhookSecrets ?? []

  return {
    id: coinbaseHosted.provider,
    flows: [coinbaseHosted],
    rules: coinbaseRules,
    // 10 a second "per endpoint by app ID", of which two are left to whoever else uses the app's key. Nothing is published for
    // the other endpoints. Source: https://docs.cdp.coinbase.com/onramp/offramp/offramp-integration-guide (2026).
    limits: { quotesPerSecond: 8 },
    test: isForTests([baseUrl, page]),

    getOptions: (parameters, call) => readSellOptions(parts, parameters, call),

    getQuote: (request, call) =>
      readSellQuote(parts, request, options.defaultMethod ?? 'FIAT_WALLET', { signal: call.signal }),

    checkRequest(_flow, request) {
      checkSellRequest(request, registry, networks)
    },

    async createSession(order, call) {
      const session = await openHosted(parts, order, {
        reference: order.orderId,
        page,
        ...(options.disableEdit === undefined ? {} : { disableEdit: options.disableEdit }),
        ...call,
      })
      return { session, events: [] }
    },

    async readOrder(order, call) {
      const rows = await api.userTransactions(order.orderId, call)
      const at = now()
      return rows.map((row) => rowEvent(row, networks, at, 'poll'))
    },

    // Without a secret nothing could be verified, so there is no webhook at all.
    ...(secrets.length === 0
      ? {}
      : {
          webhook: {
            verification: webhookVerification(secrets),
            keep: keepable,
            parse: (signed: Uint8Array, at: number) => parseWebhook(signed, networks, at),
          },
        }),
  }
}
