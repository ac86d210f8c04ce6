import { evmNetwork, OfframpError, toOfframpError } from '@offrampkit/core'
import type { RandomBytes } from '@offrampkit/core/order'
import { answer } from '../guards/answer.ts'
import { checkContentType } from '../guards/body.ts'
import { errorAnswer, loggable } from '../guards/errorAnswer.ts'
import { checkOrigin } from '../guards/origin.ts'
import { checkUrl } from '../guards/url.ts'
import type { LogRecord } from '../log/record.ts'
import { createLogWriter, type RequestNote } from '../log/writer.ts'
import type { User, UserAccount } from '../options.ts'
import { forgetful, isProduction } from '../production.ts'
import { notFound } from '../refusals.ts'
import { steadyNow } from '../shared/steadyClock.ts'
import { guardedStore } from '../stores/guardedStore.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Store } from '../stores/store.ts'
import { sessionCookie } from './cookie.ts'
import { type SiweParts, siweRoutes } from './routes.ts'
import { checkSecret, deriveKeys } from './secret.ts'
import { readSession, type SiweSession } from './session.ts'
import type { ClientOf } from './signature.ts'

export interface SiweAuthOptions {
  /** Host of the page that users sign in on, with its port if it has one: `app.example`, `localhost:5173`. */
  domain: string
  /** At least 32 random characters, the same on every instance. From the environment, never from the code. */
  secret: string
  /** Path of the endpoints. Default `/api/siwe`. */
  basePath?: string
  /**
   * Where used nonces and ended sessions are remembered: the store of createOfframpHandler. The default is this process's
   * memory, which several instances do not share and a restart forgets: refused in production.
   */
  store?: Store
  /** viem clients for accounts that are contracts (ERC-1271, ERC-6492). Without one, plain accounts only. */
  client?: ClientOf
  /** How long a session holds. Default 12 hours. */
  sessionMs?: number
  /** Default: whether `NODE_ENV` is `production`. There the page is on https, and `store` is one that remembers. */
  production?: boolean
  /** Milliseconds since 1970. */
  now?: () => number
  random?: RandomBytes
  /** Every error that was answered, without what a log must not hold. */
  onError?: (error: OfframpError) => void
  /** Is told of every answer, as `log` of createOfframpHandler is: `during` is `siwe/verify` or the like. */
  log?: (record: LogRecord) => void
}

export interface SiweAuth {
  /** Serves `nonce`, `verify`, `session` and `sign-out` under `basePath`. Never rejects. */
  handler: (request: Request) => Promise<Response>
  /** For `authenticate` of createOfframpHandler: the signed-in account, proven by its signature, or `null`. */
  authenticate: (request: Request) => Promise<User | null>
}

/**
 * Sign-in with Ethereum (EIP-4361) as proof of who owns an account: a nonce that is used once, a message for this domain,
 * and a session in a signed cookie that scripts cannot read.
 *
 * @throws OfframpError `invalid_config` for a domain that is not a host, or a secret that could be guessed
 * @example
 * ```ts
 * const auth = createSiweAuth({ domain: 'app.example', secret: process.env.SIWE_SECRET, store })
 * const offramp = createOfframpHandler({ authenticate: auth.authenticate, store, … })
 * ```
 */
export function createSiweAuth(options: SiweAuthOptions): SiweAuth {
  const { domain, secret, onError } = options
  const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(domain ?? '')
  checkDomain(domain)
  checkSecret(secret)
  if (isProduction(options.production)) {
    if (local) throw localInProduction()
    if (options.store?.forgets ?? !options.store) throw forgetful('createSiweAuth')
  }
  const now = options.now ?? Date.now
  const base = (options.basePath ?? '/api/siwe').replace(/\/$/, '')
  const origins = new Set([`https://${domain}`, ...(local ? [`http://${domain}`] : [])])
  const store = guardedStore(options.store ?? memoryStore())
  const cookie = sessionCookie(!local)
  const keys = deriveKeys(secret)
  const log = options.log
    ? createLogWriter({ log: options.log, now, steady: options.now ?? steadyNow })
    : null

  async function sessionOf(request: Request) {
    const token = cookie.read(request)
    if (token === null) return null
    const session = await readSession({ key: (await keys).session, domain, now }, token)
    if (!session || (await store.isConsumed(`siwe-ended:${session.sessionId}`, now()))) return null
    return session
  }

  async function serve(request: Request, note: RequestNote): Promise<Response> {
    checkUrl(request)
    const { pathname } = new URL(request.url)
    const name = pathname.startsWith(`${base}/`) ? pathname.slice(base.length + 1) : ''
    const route = Object.hasOwn(siweRoutes, name) ? siweRoutes[name] : undefined
    if (!route) throw notFound()
    note.during = `siwe/${name}`
    if (request.method !== route.method) throw wrongMethod(route.method)
    checkOrigin(request, origins)
    if (request.method === 'POST') checkContentType(request)
    const parts: SiweParts = {
      domain,
      origins,
      store,
      cookie,
      keys: await keys,
      client: options.client ?? (() => null),
      sessionMs: options.sessionMs ?? 12 * 3_600_000,
      now,
      random: options.random ?? ((length) => crypto.getRandomValues(new Uint8Array(length))),
    }
    const { body, setCookie } = await route.serve(request, parts, sessionOf)
    return answer(200, body, setCookie === undefined ? {} : { 'set-cookie': setCookie })
  }

  return {
    async handler(request) {
      const note: RequestNote = { during: 'siwe' }
      const begunAt = log?.begin() ?? 0
      const response = await serve(request, note).catch((thrown: unknown) => {
        const error = toOfframpError(thrown)
        note.error = error
        try {
          onError?.(loggable(error))
        } catch {
          // A log that fails must not keep the answer back.
        }
        return errorAnswer(error)
      })
      log?.answered(note, response.status, begunAt)
      return response
    },
    async authenticate(request) {
      const session = await sessionOf(request)
      return session && { userId: userIdOf(session), addresses: [accountOf(session)] }
    },
  }
}

/** One person for a key on all chains. The same address of a contract may belong to different people on different chains. */
function userIdOf({ address, chainId, signer }: SiweSession): string {
  return `eip155:${signer === 'contract' ? `${chainId}:` : ''}${address.toLowerCase()}`
}

/** A contract answers for itself on its own chain alone. */
function accountOf({ address, chainId, signer }: SiweSession): string | UserAccount {
  return signer === 'contract' ? { address, network: evmNetwork(chainId) } : address
}

function checkDomain(domain: unknown): asserts domain is string {
  if (typeof domain === 'string' && /^[a-z0-9.[\]:-]+$/.test(domain) && URL.canParse(`https://${domain}`))
    return
  throw new OfframpError({
    code: 'invalid_config',
    message: domain
      ? 'The `domain` of createSiweAuth is not a host.'
      : 'createSiweAuth cannot start without a `domain`.',
    why: 'A signature for another site must never sign in here.',
    action: "Set the host of your page in small letters, such as 'app.example' or 'localhost:5173'.",
  })
}

function localInProduction(): OfframpError {
  return new OfframpError({
    code: 'invalid_config',
    message: 'The `domain` of createSiweAuth is this machine, in production.',
    why: 'Its cookie would travel without TLS.',
    action:
      "Set the host of your page, such as 'app.example'. To try a production build here, set production: false.",
  })
}

function wrongMethod(method: string): OfframpError {
  return new OfframpError({ code: 'method_not_allowed', message: `This address answers to ${method} only.` })
}
