import { isOfframpError, OfframpError } from '@offrampkit/core'
import { compareDecimals, isDecimal } from '@offrampkit/core/money'
import type { Order, OrderEvent } from '@offrampkit/core/order'
import type { ProviderContext, ServerProvider, ServerProviderFactory } from '@offrampkit/core/provider'
import { isForTests } from '../secureUrl.ts'
import { createCapaApi } from './api.ts'
import { capaApi, capaRules } from './flow.ts'
import { memoryMarks } from './marks.ts'
import { type CapaNetworks, networkMap } from './networks.ts'
import { rowEvent } from './rows.ts'
import { sellOptionsOf } from './sellOptions.ts'
import { sellQuoteOf } from './sellQuote.ts'
import { checkSellRequest } from './sellRequest.ts'
import { answerStep, nextStep, type StepParts } from './steps.ts'
import { hashesOf, tellHash } from './tell.ts'
import { capaHosts, createTransport } from './transport.ts'
import type { CapaUsers } from './users.ts'
import { keepable, parseWebhook, webhookVerification } from './webhook.ts'
import type { WireTransaction } from './wire/transaction.ts'

export interface CapaOptions {
  /** The partner's key, for this environment. */
  apiKey: string
  /** Capa's staging API pays nobody. */
  environment: 'staging' | 'production'
  /** Where the app keeps Capa's id of each of its users. */
  users: CapaUsers
  /** Secrets of the webhook, several while they are rotated. Without any, news come by polling alone. */
  webhookSecrets?: readonly string[]
  /** The app's own share of the price as a fraction: `0.01` is one percent. Never taken from a request. */
  premiumSpread?: string
  /** How far below the estimate a price may fall before the user is asked again, in hundredths of a percent. Default 100. */
  priceToleranceBps?: number
  /** Offers the user's receivers at Capa beside their own accounts. Default false. */
  receivers?: boolean
  /** Capa's `externalUserId`, unique for this partner. Default: the app's own id of the user. */
  externalUserIdOf?: (userId: string) => string
  /** Replaces single chains: a local one may stand in for `POL`. */
  networks?: CapaNetworks
  /** Origin of the API. Default Capa's for the environment. */
  baseUrl?: string
  /** For one answer, body included. Default 12 s. */
  timeoutMs?: number
  /** Default 2 MiB. */
  maxResponseBytes?: number
}

/**
 * Selling through Capa: the half with the key. Hand it to `createOfframpHandler`.
 *
 * @throws OfframpError `invalid_config` (from the factory) when the key, the base URL or a figure is unusable
 * @example
 * ```ts
 * createOfframpHandler({
 *   providers: [capa({ apiKey: env.CAPA_API_KEY, environment: 'production', users })], …
 * })
 * ```
 */
export function capa(options: CapaOptions): ServerProviderFactory {
  return (context) => createProvider(options, context)
}

function createProvider(options: CapaOptions, context: ProviderContext): ServerProvider {
  const { registry, now } = context
  checkFigures(options)
  const networks = networkMap(options.networks)
  const marks = context.marks ?? memoryMarks(now)
  const host = capaHosts[options.environment]
  const baseUrl = options.baseUrl ?? host
  const transport = createTransport({
    baseUrl,
    apiKey: options.apiKey,
    fetch: context.fetch,
    timeoutMs: options.timeoutMs ?? 12_000,
    maxBytes: options.maxResponseBytes ?? 2 * 1024 * 1024,
  })
  const api = createCapaApi(transport)
  const event = (row: WireTransaction): OrderEvent => rowEvent(row, networks, now(), 'poll')
  const secrets = options.webhookSecrets ?? []

  /** What Capa says of each transaction of the order. While they wait for a deposit that was sent, they are told of it. */
  async function read(order: Order, call: { signal?: AbortSignal }): Promise<OrderEvent[]> {
    const events: OrderEvent[] = []
    for (const rowId of Object.keys(order.facts.rows)) {
      const row = await api.transaction(rowId, call)
      if (row === null) continue
      const told = event(row)
      events.push(told)
      if (told.type !== 'row' || told.state !== 'waiting') continue
      for (const hash of hashesOf(order, rowId)) {
        const after = await tellHash({ api, marks, now }, rowId, hash, briefly(call)).catch(ignored)
        if (after) events.push(event(after))
      }
    }
    return events
  }

  const parts: StepParts = {
    api,
    registry,
    networks,
    marks,
    users: options.users,
    now,
    externalUserIdOf: options.externalUserIdOf ?? ((userId) => userId),
    premiumSpread: options.premiumSpread,
    priceToleranceBps: options.priceToleranceBps ?? 100,
    receivers: options.receivers ?? false,
    read,
  }

  return {
    id: capaApi.provider,
    test: isForTests([host, baseUrl], [capaHosts.staging]),
    flows: [capaApi],
    rules: capaRules,

    getOptions: async (parameters) => sellOptionsOf(parameters, registry, networks),

    async getQuote(request, call) {
      const { sale } = checkSellRequest(request, registry, networks, options.premiumSpread)
      return sellQuoteOf(await api.quote(sale, call), sale, request, now())
    },

    checkRequest(_flow, request) {
      checkSellRequest(request, registry, networks, options.premiumSpread)
    },

    createSession: (order, call) => nextStep(parts, order, call),
    continueSession: (order, values, call) => answerStep(parts, order, values, call),
    readOrder: read,

    async cancelOrder(order, call) {
      const events: OrderEvent[] = []
      for (const rowId of Object.keys(order.facts.rows)) {
        const row = await api.cancel(rowId, call)
        if (row.id === rowId) events.push(event(row))
      }
      return events
    },

    async confirmDeposit(order, txHash, call) {
      const rowIds = Object.keys(order.facts.rows)
      const [rowId] = rowIds
      // Of several transactions nobody may guess which one was paid.
      if (rowId === undefined || rowIds.length > 1) return []
      const row = await tellHash({ api, marks, now }, rowId, txHash, call)
      return row === null ? [] : [event(row)]
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

/** A reader waits for the row, and not for what is told beside it. */
const tellMs = 2_000

const briefly = ({ signal }: { signal?: AbortSignal }): { signal: AbortSignal } => {
  const limit = AbortSignal.timeout(tellMs)
  return { signal: signal ? AbortSignal.any([signal, limit]) : limit }
}

/** Not being able to tell the hash is no reason not to know where the order stands. */
function ignored(error: unknown): null {
  if (isOfframpError(error)) return null
  throw error
}

function checkFigures({ premiumSpread, priceToleranceBps = 100 }: CapaOptions): void {
  const spreadFits =
    premiumSpread === undefined || (isDecimal(premiumSpread) && compareDecimals(premiumSpread, '1') < 0)
  const toleranceFits =
    Number.isInteger(priceToleranceBps) && priceToleranceBps >= 0 && priceToleranceBps <= 2_000
  if (spreadFits && toleranceFits) return
  throw new OfframpError({
    code: 'invalid_config',
    message: 'A figure in the options of Capa is not usable.',
    why: 'It would change what users are paid.',
    action:
      'Give premiumSpread as a decimal fraction below 1, and priceToleranceBps as a whole number up to 2000.',
    details: { field: spreadFits ? 'priceToleranceBps' : 'premiumSpread' },
  })
}
