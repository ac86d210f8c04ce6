import { type Address, getAddress, isAddress } from 'viem'
import { BoundedMap } from '../bounded-map.ts'
import type { SteeredClock } from '../clock.ts'
import { type Random, randomToken } from '../random.ts'
import type { ApiBody } from './body.ts'
import { statusError } from './errors.ts'
import type { CoinbaseSettings } from './settings.ts'

/** What a session token stands for. */
export interface TokenGrant {
  /** Source wallet per network name. */
  addresses: ReadonlyMap<string, Address>
  /** Tickers or asset ids the sale is narrowed to; empty means all. */
  assets: readonly string[]
  appId: string
  expiresAt: number
}

const PRIVATE_V4 = [
  /^0\./,
  /^10\./,
  /^127\./,
  /^169\.254\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^192\.168\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
]
const PRIVATE_V6 = [/^::1?$/, /^f[cd]/i, /^fe[89ab]/i, /^::ffff:(10|127|192\.168)\./i]

/** Whether the text is an address that the API takes. `192.0.2.0/24` is, as in the documentation's example. */
export function isPublicIp(ip: string): boolean {
  if (/^(\d{1,3}\.){3}\d{1,3}$/.test(ip)) {
    return ip.split('.').every((part) => BigInt(part) <= 255n) && !PRIVATE_V4.some((range) => range.test(ip))
  }
  return /^[\da-f:.]+$/i.test(ip) && ip.includes(':') && !PRIVATE_V6.some((range) => range.test(ip))
}

/** The addresses of a token request as network → wallet, or the reason why not. */
function readAddresses(value: unknown): Map<string, Address> | string {
  if (!Array.isArray(value) || value.length === 0) return 'addresses is required'
  const found = new Map<string, Address>()
  for (const entry of value as { address?: unknown; blockchains?: unknown }[]) {
    const address = entry?.address
    const networks = entry?.blockchains
    if (typeof address !== 'string' || !isAddress(address, { strict: false })) return 'invalid address'
    if (!Array.isArray(networks) || networks.length === 0 || !networks.every((n) => typeof n === 'string')) {
      return 'blockchains is required'
    }
    for (const network of networks as string[]) {
      if (found.has(network)) return 'There should only be a single address for each network'
      found.set(network, getAddress(address))
    }
  }
  return found
}

/** Session tokens: 48 characters, one use, five minutes. */
export function createTokens(ctx: { clock: SteeredClock; random: Random; settings: CoinbaseSettings }) {
  const live = new BoundedMap<string, TokenGrant>(1000)

  function mint(grant: Omit<TokenGrant, 'expiresAt'>): string {
    const token = randomToken(ctx.random, 36)
    live.set(token, { ...grant, expiresAt: ctx.clock.now() + ctx.settings.tokenLifeMs })
    return token
  }

  return {
    mint,

    /** `POST /onramp/v1/token`. */
    create(body: ApiBody, appId: string): Response {
      const addresses = readAddresses(body.raw('addresses'))
      if (typeof addresses === 'string') return statusError(400, addresses)
      const assets = body.raw('assets') ?? []
      if (!Array.isArray(assets) || !assets.every((a) => typeof a === 'string')) {
        return statusError(400, 'invalid assets')
      }
      const ip = body.text('client_ip')
      if (ip === null || (ip === '' && ctx.settings.requireClientIp))
        return statusError(400, 'clientIp is required')
      if (ip !== '' && !ctx.settings.allowPrivateClientIp && !isPublicIp(ip)) {
        return statusError(400, 'clientIp must be a public IP address')
      }
      return Response.json({ token: mint({ addresses, assets: assets as string[], appId }), channel_id: '' })
    },

    /** Uses a token up. `null` when it is missing, was used, or has expired. */
    consume(token: string): TokenGrant | null {
      const grant = live.get(token)
      live.delete(token)
      return grant && grant.expiresAt > ctx.clock.now() ? grant : null
    },

    clear: () => live.clear(),
  }
}

export type Tokens = ReturnType<typeof createTokens>
