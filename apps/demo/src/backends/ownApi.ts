import { OfframpError, type OfframpErrorCode } from '@offrampkit/core'

/** What this app's own server was told about a sale, and when. Lines are only ever added: a changed address must show as two. */
export type SaleLine = { at: string } & ({ what: 'opened' | 'back' } | DepositLine)

/** Where the provider wants the coins, in this app's own words. Amounts are text with their currency: `25 USDC`. */
export interface DepositLine {
  what: 'deposit'
  nr: string
  step: 'soon' | 'send' | 'paid' | 'unsold' | 'lapsed' | 'unclear'
  chain?: number
  coin?: string
  to?: string
  from?: string
  send?: string
  since?: string
  tx?: string
  gets?: string
  atLeast?: string
}

/** What the user wishes to sell. */
export interface SaleWish {
  /** `25 USDC` */
  sell: string
  chain: number
  into: string
  /** `US-NY`, or `SG` where there are no parts. */
  place: string
  pay?: string
}

export interface Sale {
  /** 22 random characters, as the kit's own order ids: it is also the reference at the provider. */
  id: string
  wallet: string
  wish: SaleWish
  made: string
  log: SaleLine[]
}

export interface Market {
  places: { code: string; states: string[]; pay: string[] }[]
  payouts: { currency: string; ranges: Record<string, [min: string, max: string]> }[]
  coins: { ticker: string; chains: number[] }[]
}

export interface Price {
  gets: string
  before: string | null
  fee: string | null
}

/** The server's clock comes with every answer: deadlines are its to tell. */
export type Told<answer> = answer & { time: string }

/**
 * Asks this app's own server.
 *
 * @throws OfframpError with a sentence that a person can act on: the kit shows it as it is
 */
export async function askOwnServer<answer>(
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<answer> {
  const response = await fetch(`/demo/own${path}`, {
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
    cache: 'no-store',
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    return null
  })
  const answer = (await response?.json().catch(() => null)) as (answer & { problem?: string }) | null
  if (response?.ok && answer) return answer
  throw new OfframpError({
    code: response ? (codes[response.status] ?? 'backend_unreachable') : 'backend_unreachable',
    message: answer?.problem ?? 'The server of this app did not answer.',
    why: 'Nothing about the sale changed.',
    action: 'Try again in a moment.',
  })
}

const codes: Readonly<Record<number, OfframpErrorCode>> = {
  400: 'invalid_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  422: 'amount_out_of_limits',
  503: 'provider_unavailable',
}
