import { OfframpError } from '@offrampkit/core'
import type { ProviderId } from '@offrampkit/core/order'
import type { OfframpHandlerOptions } from './options.ts'

/** All options; the compiler finds one that is missing. */
const known: Readonly<Record<keyof OfframpHandlerOptions, true>> = {
  basePath: true,
  store: true,
  shared: true,
  quotesPerSecond: true,
  readsPerSecond: true,
  userReadsPerSecond: true,
  userLimits: true,
  providers: true,
  registry: true,
  authenticate: true,
  clientIp: true,
  returnUrl: true,
  allowedOrigins: true,
  allowCredentials: true,
  chains: true,
  fetch: true,
  now: true,
  random: true,
  timeout: true,
  after: true,
  streamLifetimeMs: true,
  keepWebhooksMs: true,
  streamLimits: true,
  onError: true,
  log: true,
  onOrderChanged: true,
  openApi: true,
  waitUntil: true,
  developmentClientIp: true,
  production: true,
  allowTestProviders: true,
}

/**
 * An option that is misspelt would be left at its default without a word, and the limit that it was to set with it.
 *
 * @throws OfframpError `invalid_config`
 */
export function checkOptionNames(options: object): void {
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(known, name))
  if (unknown.length === 0) return
  throw misspelt(
    `createOfframpHandler does not know ${listed(unknown)}.`,
    `Correct the name, or take it out. Its options are ${Object.keys(known).join(', ')}.`,
  )
}

/** @throws OfframpError `invalid_config` for a rate of a provider that is not there: the one that was meant would have none */
export function checkRatedProviders(
  {
    quotesPerSecond = {},
    readsPerSecond = {},
    userReadsPerSecond = {},
  }: Pick<OfframpHandlerOptions, 'quotesPerSecond' | 'readsPerSecond' | 'userReadsPerSecond'>,
  ids: readonly ProviderId[],
): void {
  for (const [option, rates] of Object.entries({ quotesPerSecond, readsPerSecond, userReadsPerSecond })) {
    const unknown = Object.keys(rates).filter((id) => !ids.includes(id))
    if (unknown.length > 0)
      throw misspelt(
        `\`${option}\` names a provider that is not configured: ${listed(unknown)}.`,
        `Correct the id, or take it out. Configured: ${ids.join(', ')}.`,
      )
  }
}

const listed = (names: readonly string[]) => names.map((name) => `\`${name.slice(0, 32)}\``).join(', ')

function misspelt(message: string, action: string): OfframpError {
  const why = 'What it was meant to set would be left as it is by default, without a word.'
  return new OfframpError({ code: 'invalid_config', message, why, action })
}
