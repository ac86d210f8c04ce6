import { isDecimal } from '@offrampkit/core/money'
import { secureBase } from '../secureUrl.ts'
import type { CallSignal } from '../upstream.ts'
import { createPartnaApi, type PartnaApi } from './api.ts'
import { payoutOf } from './currencies.ts'
import { invalid } from './errors.ts'
import { type PartnaEnvironment, partnaHosts } from './hosts.ts'
import { createTransport, numberText } from './transport.ts'
import { type PartnaSettings, readSettings } from './wire/account.ts'

export interface PartnaAdminOptions {
  apiKey: string
  merchant: string
  /** Default `production`. */
  environment?: PartnaEnvironment
  /** The API, with `/v4`. Default Partna's. */
  baseUrl?: string
  fetch: typeof fetch
  /** Milliseconds since 1970. */
  now: () => number
  /** Default 15 s. */
  timeoutMs?: number
}

/** Who a new account is for. Personal data. */
export interface NewAccount {
  /** Partna's own name of the account: 2 to 40 of `a-z0-9_`. */
  accountName: string
  email: string
}

/**
 * What the operator of an app does at Partna, on the server: users' accounts, and the merchant's own settings. Nothing here is
 * reachable through the handler. Every method throws only `OfframpError`.
 */
export interface PartnaAdmin extends Pick<PartnaApi, 'assets' | 'banks' | 'resolveAccount'> {
  /** For registration mode `open`: starts a registration that the user completes. */
  registerAccount(account: NewAccount, call?: CallSignal): Promise<void>
  /** The code that the user got by mail ends the registration. */
  completeRegistration(code: { email: string; otp: string }, call?: CallSignal): Promise<void>
  /** For registration mode `closed`. @throws OfframpError `conflict` when there is one of that name */
  createAccount(account: NewAccount, call?: CallSignal): Promise<void>
  settings(call?: CallSignal): Promise<PartnaSettings>
  /** Changes the settings that are named, for the whole merchant. */
  updateSettings(changes: PartnaSettings, call?: CallSignal): Promise<void>
  /** Sets the one URL to which Partna sends its webhooks. */
  setWebhookUrl(url: string, call?: CallSignal): Promise<void>
}

/**
 * @throws OfframpError `invalid_config`
 * @example
 * ```ts
 * const admin = createPartnaAdmin({ apiKey, merchant, fetch, now: Date.now })
 * await admin.createAccount({ accountName: 'user_17', email })
 * ```
 */
export function createPartnaAdmin(options: PartnaAdminOptions): PartnaAdmin {
  const { merchant } = options
  const ask = createTransport({
    baseUrl: options.baseUrl ?? partnaHosts[options.environment ?? 'production'].apiUrl,
    apiKey: options.apiKey,
    merchant,
    fetch: options.fetch,
    now: options.now,
    timeoutMs: options.timeoutMs ?? 15_000,
    maxBytes: 2 * 1024 * 1024,
  })
  const { assets, banks, resolveAccount } = createPartnaApi(ask)
  return {
    assets,
    async banks(currency, call) {
      if (payoutOf(currency) === null) throw misfit('currency')
      return await banks(currency, call)
    },
    resolveAccount,
    async registerAccount(account, call) {
      const body = { ...checked(account), merchantName: merchant }
      await ask({ method: 'POST', path: '/account/register', body }, call)
    },
    async completeRegistration({ email, otp }, call) {
      if (!isEmail(email)) throw misfit('email')
      if (!/^[A-Za-z0-9]{4,10}$/.test(otp)) throw misfit('otp')
      const body = { email, merchantName: merchant, otp }
      await ask({ method: 'POST', path: '/account/complete-registration', body }, call)
    },
    async createAccount(account, call) {
      await ask({ method: 'POST', path: '/account', body: checked(account) }, call)
    },
    async settings(call) {
      return readSettings(await ask({ method: 'GET', path: '/user/settings' }, call))
    },
    async updateSettings(changes, call) {
      await ask({ method: 'PUT', path: '/user/settings', body: settingsBody(changes) }, call)
    },
    async setWebhookUrl(url, call) {
      if (secureBase(url)?.protocol !== 'https:') throw misfit('url')
      await ask({ method: 'POST', path: '/user/webhook', body: { url } }, call)
    },
  }
}

function checked({ accountName, email }: NewAccount) {
  if (!/^[a-z0-9_]{2,40}$/.test(accountName)) throw misfit('accountName')
  if (!isEmail(email)) throw misfit('email')
  return { accountName, email }
}

const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

const choices = {
  registrationType: ['open', 'closed'],
  cryptoPaymentSource: ['known', 'unknown'],
  feeType: ['fixed', 'percentage'],
  feeCurrency: ['USD'],
} as const

function settingsBody(changes: PartnaSettings): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue
    const allowed: readonly string[] | undefined = Object.hasOwn(choices, name)
      ? choices[name as keyof typeof choices]
      : undefined
    if (name === 'feeAmount' || name === 'feeCap') {
      if (!isDecimal(value)) throw misfit(name)
      body[name] = numberText(value)
    } else if (allowed?.includes(value) || (name === 'feeAccount' && /^[\w-]{1,64}$/.test(value)))
      body[name] = value
    else throw misfit(name)
  }
  if (Object.keys(body).length === 0) throw misfit('changes')
  return body
}

function misfit(field: string) {
  return invalid(`The value of ${field} is missing or does not fit.`, 'See PartnaAdmin for what it takes.', {
    field,
  })
}
