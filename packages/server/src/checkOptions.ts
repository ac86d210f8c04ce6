import { OfframpError } from '@offrampkit/core'
import { isPrivate, readIp } from './guards/clientIp.ts'
import { checkOptionNames } from './knownNames.ts'
import type { StreamsParts } from './news/streams.ts'
import type { OfframpHandlerOptions } from './options.ts'
import { forgetful, isProduction } from './production.ts'
import type { UserLimits } from './userLimits.ts'

/** What is required, and how it is set. */
const required = {
  authenticate:
    'a function that says who asks: authenticate: (request) => ({ userId, addresses }) or null. createSiweAuth of @offrampkit/server/siwe makes one',
  clientIp:
    "a function that tells the user's IP: clientIp: (request, platform) => string or null. clientIpFromSocket of @offrampkit/server/node makes one",
  allowedOrigins: "the origins of your app: allowedOrigins: ['https://app.example']",
  returnUrl: "the page that users come back to: returnUrl: 'https://app.example/cash-out'",
  store: 'where orders are kept: store: sqliteStore({ path }) of @offrampkit/server/sqlite',
  providers: 'at least one provider, such as providers: [coinbase({ … })]',
  registry: 'the assets that can be sold: registry: mainnetRegistry() of @offrampkit/core',
} as const

export interface CheckedOptions {
  basePath: string
  origins: ReadonlySet<string>
  returnUrl: URL
  developmentClientIp: string | null
  keepWebhooksMs: number
  streams: Pick<StreamsParts, 'lifetimeMs' | 'perUser' | 'total'>
  userLimits: UserLimits
}

/**
 * A handler that could be misused does not start.
 *
 * @throws OfframpError `invalid_config`, saying what is missing and how to set it
 */
export function checkOptions<platform>(options: OfframpHandlerOptions<platform>): CheckedOptions {
  const given = options as Partial<OfframpHandlerOptions<platform>>
  const missing = (Object.keys(required) as (keyof typeof required)[]).filter((name) => {
    const value = given[name]
    if (name === 'authenticate' || name === 'clientIp') return typeof value !== 'function'
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
  })
  if (missing.length > 0)
    throw refuse(
      `createOfframpHandler cannot start without ${missing.join(', ')}.`,
      `Set ${missing.map((name) => `${name}, ${required[name]}`).join('; ')}.`,
    )
  checkOptionNames(given)
  checkRates('quotesPerSecond', options.quotesPerSecond ?? {})
  checkRates('readsPerSecond', options.readsPerSecond ?? {})
  checkRates('userReadsPerSecond', options.userReadsPerSecond ?? {})
  const production = isProduction(options.production)
  if (production && options.store.forgets) throw forgetful('createOfframpHandler')
  return {
    basePath: readBasePath(options.basePath ?? '/api/offramp'),
    origins: new Set(options.allowedOrigins.map((text) => readOrigin(text, production))),
    returnUrl: readReturnUrl(options.returnUrl, production),
    developmentClientIp: readDevelopmentIp(options.developmentClientIp, production),
    keepWebhooksMs: readKeeping(options.keepWebhooksMs ?? 30 * day),
    streams: {
      lifetimeMs: readLifetime(options.streamLifetimeMs ?? 10 * 60_000),
      perUser: readStreams('perUser', options.streamLimits?.perUser ?? 16),
      total: readStreams('total', options.streamLimits?.total ?? 10_000),
    },
    userLimits: {
      orders: readUserLimit('orders', options.userLimits?.orders ?? 20),
      sessions: readUserLimit('sessions', options.userLimits?.sessions ?? 30),
    },
  }
}

function readBasePath(path: string): string {
  if (/^(\/[A-Za-z0-9._~-]+)*\/?$/.test(path)) return path.replace(/\/$/, '')
  throw refuse('`basePath` is not a path.', "Write it as in the URL: basePath: '/api/offramp'.")
}

function readOrigin(text: string, production: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.origin !== text || !/^https?:$/.test(url.protocol))
    throw refuse(
      'An entry of `allowedOrigins` is not an origin.',
      "Write each exactly as browsers send it: 'https://app.example', with no path, slash or star.",
    )
  if (url.protocol === 'https:' || (!production && isNear(url))) return text
  throw refuse('An entry of `allowedOrigins` is not https.', httpsOnly('Write https://'))
}

function readReturnUrl(given: string | URL, production: boolean): URL {
  const url = URL.canParse(String(given)) ? new URL(given) : null
  const known = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  if (known && (url.protocol === 'https:' || (!production && isNear(url)))) return url
  throw refuse(
    '`returnUrl` is not an https URL.',
    httpsOnly("Set the page of your app that users come back to, such as 'https://app.example/cash-out'"),
  )
}

/** What to do, and where http works. */
function httpsOnly(action: string): string {
  return `${action}; http works on localhost and in a private network only, and not in production. To try a production build on your own machine, set production: false.`
}

function readDevelopmentIp(given: string | undefined, production: boolean): string | null {
  if (given === undefined) return null
  if (production)
    throw refuse(
      '`developmentClientIp` is set in production.',
      'Remove it there: every user would have the same IP, and the provider would be told a lie.',
    )
  const ip = readIp(given)
  if (ip !== null && !isPrivate(ip)) return ip
  throw refuse(
    '`developmentClientIp` is not a public IP.',
    "Set a public IPv4 or IPv6 address, such as '8.8.8.8'.",
  )
}

function checkRates(option: string, rates: Readonly<Record<string, number>>): void {
  // One in a thousand seconds is as good as none, and no provider takes a thousand in one.
  for (const [provider, rate] of Object.entries(rates))
    if (!(rate >= 0.001 && rate <= 1_000))
      throw refuse(
        `\`${option}\` of ${provider.slice(0, 32)} is not a rate.`,
        'Set how many this provider may be asked for in a second, such as 4, or leave it out.',
      )
}

function readLifetime(ms: number): number {
  // Timers take no more than 2^31 - 1 ms: what is longer comes due at once.
  if (ms >= 1_000 && ms <= 24 * 3_600_000) return ms
  throw refuse(
    '`streamLifetimeMs` is not between a second and a day.',
    'Set it to what your platform allows a request, in ms, or leave it out: then it is ten minutes.',
  )
}

const day = 24 * 3_600_000

function readKeeping(ms: number): number {
  // A webhook is tried for a week.
  if (Number.isSafeInteger(ms) && ms >= 8 * day) return ms
  throw refuse(
    '`keepWebhooksMs` is less than eight days.',
    'Set it to more than any provider goes on delivering, in ms, or leave it out: then it is thirty days.',
  )
}

function readStreams(name: string, most: number): number {
  if (Number.isSafeInteger(most) && most >= 0) return most
  throw refuse(
    `\`streamLimits.${name}\` is not a number of streams.`,
    'Set how many may be open at once, such as 16, or leave it out; 0 opens none: then pages only poll.',
  )
}

function readUserLimit(name: string, most: number): number {
  if ((Number.isSafeInteger(most) && most >= 1) || most === Number.POSITIVE_INFINITY) return most
  throw refuse(
    `\`userLimits.${name}\` is not a number of ${name}.`,
    'Set how many one user may have made in ten minutes, such as 20, or leave it out; Infinity for no limit.',
  )
}

/** This machine, or one of a private network, as a phone on the same desk sees it. */
function isNear({ hostname }: URL): boolean {
  const ip = readIp(hostname.replace(/^\[|\]$/g, ''))
  return hostname === 'localhost' || hostname.endsWith('.localhost') || (ip !== null && isPrivate(ip))
}

function refuse(message: string, action: string): OfframpError {
  return new OfframpError({
    code: 'invalid_config',
    message,
    why: 'A backend that is open to anybody can be used to sell, and to read, in the name of others.',
    action,
  })
}
