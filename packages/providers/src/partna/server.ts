import { OfframpError } from '@offrampkit/core'
import type { BindRules } from '@offrampkit/core/deposit'
import type { FlowId, Order } from '@offrampkit/core/order'
import type { ProviderContext, ServerProvider, ServerProviderFactory } from '@offrampkit/core/provider'
import { checkPage } from '../checkPage.ts'
import { isForTests } from '../secureUrl.ts'
import { createPartnaApi } from './api.ts'
import { invalid, misconfigured, reasonOf } from './errors.ts'
import { type ExpireAction, partnaApi, partnaApiFlow, partnaWidget } from './flow.ts'
import { type PartnaEnvironment, partnaHosts } from './hosts.ts'
import { networkMap, type PartnaNetworks } from './networks.ts'
import { referenceOf } from './reference.ts'
import { rowEvent } from './rows.ts'
import { partnaRules } from './rules.ts'
import { createSellParts, readSellOptions, readSellQuote } from './sell.ts'
import { checkSellRequest } from './sellRequest.ts'
import { askForPayout, knownDeposit, makeSale, openWidget } from './session.ts'
import { createTransport } from './transport.ts'
import { parseWebhook, webhookVerification } from './webhook.ts'
import { keepable } from './wire/sale.ts'

export interface PartnaOptions {
  /** Scope N (no withdrawals) suffices. */
  apiKey: string
  /** Your merchant username: part of the page's URL, and the user of the API. */
  merchant: string
  /** Default `production`. Hosts and the webhook key follow it; never mix them. */
  environment?: PartnaEnvironment
  /**
   * How the user's account is called at Partna, or `null`. Without it nothing can be polled (their list asks for it) and the
   * webhooks alone bring news.
   */
  accountOf?: (order: Order) => string | null | Promise<string | null>
  /**
   * As in your settings at Partna. `closed`: only users whose account you made can sell, so that `accountOf` must name it before
   * the page is opened. Default `open`.
   */
  registration?: 'open' | 'closed'
  /** Offers `partna/api` beside the widget; needs `accountOf`. */
  api?: PartnaApiOptions
  /** RSA public keys that sign webhooks, SPKI or PKCS#1 in base64 or PEM. Default: the published one of the environment. */
  webhookKeys?: readonly string[]
  /** Replaces single network names: staging's `celo` is a testnet. */
  networks?: PartnaNetworks
  /** The API, with `/v4`. Default Partna's. */
  baseUrl?: string
  /** The hosted page. Default Partna's. */
  payUrl?: string
  /** For one answer, body included. Default 15 s. */
  timeoutMs?: number
  /** Default 2 MiB. */
  maxResponseBytes?: number
}

export interface PartnaApiOptions {
  /**
   * What happens to coins that arrive after the rate has lapsed. There is no default, because neither is harmless: at
   * `useCurrentRate` they are sold at any rate, at `deposit` they stay in the user's balance at Partna.
   */
  expireAction: ExpireAction
  /** Which name `POST /ramp` gets: their OpenAPI and their guide disagree. Default `account`. */
  nameInRamp?: 'account' | 'holder'
  /** How long Partna waits for the deposit. Default an hour, as theirs. */
  lifeMs?: number
}

const hour = 3_600_000

/**
 * Selling through Partna: the half with the secrets. Hand it to `createOfframpHandler`, and register
 * `<basePath>/webhooks/partna` as the webhook URL of your merchant.
 *
 * @throws OfframpError `invalid_config` (from the factory)
 * @example
 * ```ts
 * createOfframpHandler({ providers: [partna({ apiKey: env.PARTNA_API_KEY, merchant: 'my-shop' })], … })
 * ```
 */
export function partna(options: PartnaOptions): ServerProviderFactory {
  return (context) => createProvider(options, context)
}

function createProvider(options: PartnaOptions, context: ProviderContext): ServerProvider {
  checkPage(options.payUrl, 'Partna')
  const { registry, now } = context
  const { accountOf, merchant } = options
  const hosts = partnaHosts[options.environment ?? 'production']
  const keys = options.webhookKeys ?? [hosts.webhookKey]
  checkOptions(options, keys)
  const networks = networkMap(options.networks)
  const baseUrl = options.baseUrl ?? hosts.apiUrl
  const page = options.payUrl ?? hosts.payUrl
  const { staging } = partnaHosts
  const ask = createTransport({
    baseUrl,
    apiKey: options.apiKey,
    merchant,
    fetch: context.fetch,
    now,
    timeoutMs: options.timeoutMs ?? 15_000,
    maxBytes: options.maxResponseBytes ?? 2 * 1024 * 1024,
  })
  const parts = createSellParts({ api: createPartnaApi(ask), registry, networks, now })
  const flows = options.api ? [partnaWidget, partnaApiFlow(options.api.expireAction)] : [partnaWidget]
  const rules: Readonly<Record<FlowId, BindRules>> = {
    [partnaWidget.id]: partnaRules,
    ...(options.api ? { [partnaApi.id]: partnaRules } : {}),
  }
  const accountFor = async (order: Order) => (await accountOf?.(order)) ?? null
  const mustHaveAccount = async (order: Order) => {
    const account = await accountFor(order)
    if (account === null) throw noAccount()
    return account
  }

  return {
    id: partnaWidget.provider,
    flows,
    rules,
    test: isForTests([hosts.apiUrl, baseUrl, page], [staging.apiUrl, staging.payUrl]),

    getOptions: (parameters, call) => readSellOptions(parts, parameters, call),

    getQuote: (request, call) => readSellQuote(parts, request, { signal: call.signal }),

    checkRequest(flow, request) {
      const { payout } = checkSellRequest(request, registry, networks)
      if (flow === partnaApi.id && payout.network === null)
        throw invalid('Partna pays this currency through its own page alone.', 'Use the flow partna/widget.')
    },

    async createSession(order, { signal }) {
      const known = knownDeposit(order)
      if (known) return { session: known, events: [] }
      if (order.flow === partnaApi.id) {
        await mustHaveAccount(order)
        return { session: await askForPayout(parts, order, { signal }), events: [] }
      }
      if (options.registration === 'closed') await mustHaveAccount(order)
      const session = await openWidget(parts, order, {
        merchant,
        page,
        signal,
      })
      return { session, events: [] }
    },

    async continueSession(order, values, { signal }) {
      const known = knownDeposit(order)
      if (known) return { session: known, events: [] }
      if (order.flow !== partnaApi.id || !options.api)
        throw invalid('This flow asks no questions.', 'Open the page instead.')
      const { expireAction, nameInRamp = 'account', lifeMs = hour } = options.api
      const accountName = await mustHaveAccount(order)
      return await makeSale(parts, order, values, { accountName, expireAction, nameInRamp, lifeMs, signal })
    },

    async readOrder(order, { signal }) {
      const accountName = await accountFor(order)
      if (accountName === null) return []
      const by = { accountName, rampReference: referenceOf(order.orderId) }
      const sales = await parts.api.ramps(by, { signal }).catch(noneWithoutAccount)
      return sales.map((sale) => rowEvent(sale, networks, now(), 'poll'))
    },

    webhook: {
      verification: webhookVerification(keys),
      keep: keepable,
      parse: (signed, at) => parseWebhook(signed, networks, at, accountOf !== undefined),
    },
  }
}

/** An account that Partna has not heard of has sold nothing. */
function noneWithoutAccount(error: unknown): [] {
  if (reasonOf(error) === 'account_needed') return []
  throw error
}

function checkOptions({ accountOf, api, registration }: PartnaOptions, keys: readonly string[]): void {
  if (keys.length === 0)
    throw misconfigured(
      'No key for the webhooks of Partna is configured.',
      'The deposit address comes in no other way, and is never believed unsigned.',
      'Leave `webhookKeys` out to use the published one.',
    )
  if (!accountOf && (api || registration === 'closed'))
    throw misconfigured(
      'Partna is configured for accounts that you made, without `accountOf`.',
      "The user's account could not be named.",
      'Pass `accountOf`, or leave `api` and `registration: closed` out.',
    )
  const life = api?.lifeMs ?? hour
  if (!(life >= 10 * 60_000 && life <= 24 * hour))
    throw misconfigured(
      'The time that Partna should wait for a deposit is out of range.',
      'The last three minutes of it are never used for sending.',
      'Use 10 minutes to 24 hours, in milliseconds.',
    )
}

function noAccount(): OfframpError {
  return new OfframpError({
    code: 'provider_rejected',
    message: 'The user has no account at Partna.',
    why: 'Only users with an account can sell here. Nothing was sent.',
    action: 'Operator: make one with createPartnaAdmin, and let `accountOf` name it.',
    details: { reason: 'account_needed' },
  })
}
