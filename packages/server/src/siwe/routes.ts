import { OfframpError } from '@offrampkit/core'
import type { RandomBytes } from '@offrampkit/core/order'
import * as z from 'zod/mini'
import { parseBody, readBytes } from '../guards/body.ts'
import type { Store } from '../stores/store.ts'
import type { SessionCookie } from './cookie.ts'
import { readMessage } from './message.ts'
import { makeNonce, nonceExpiry, nonceMs } from './nonce.ts'
import { type SiweSession, writeSession } from './session.ts'
import { type ClientOf, signerOf } from './signature.ts'

export interface SiweParts {
  domain: string
  origins: ReadonlySet<string>
  store: Pick<Store, 'consume'>
  cookie: SessionCookie
  keys: { nonce: CryptoKey; session: CryptoKey }
  client: ClientOf
  sessionMs: number
  now: () => number
  random: RandomBytes
}

type SessionOf = (request: Request) => Promise<SiweSession | null>

interface SiweRoute {
  method: 'GET' | 'POST'
  serve: (
    request: Request,
    parts: SiweParts,
    sessionOf: SessionOf,
  ) => Promise<{ body: unknown; setCookie?: string }>
}

const verifyBodySchema = z.strictObject({
  message: z.string().check(z.maxLength(4096)),
  signature: z.string().check(z.maxLength(20_000), z.regex(/^0x([0-9a-fA-F]{2})+$/)),
})

/** The endpoints, by their path under `basePath`. */
export const siweRoutes: Readonly<Record<string, SiweRoute>> = {
  nonce: {
    method: 'GET',
    async serve(_, { keys, domain, now, random }) {
      const nonce = await makeNonce(keys.nonce, domain, now(), random)
      return { body: { nonce, domain, expiresAt: now() + nonceMs, serverNow: now() } }
    },
  },
  verify: {
    method: 'POST',
    async serve(request, parts, sessionOf) {
      const { message, signature } = parseBody(verifyBodySchema, await readBytes(request))
      const { domain, origins, keys, store, cookie, now, sessionMs } = parts
      const read = readMessage(message, { domain, origins, now: now() })
      if ('refused' in read) throw refused(read.refused)
      const { address, chainId, nonce } = read
      const nonceUntil = await nonceExpiry(keys.nonce, domain, nonce, now())
      if (nonceUntil === null) throw refused('its nonce is not one of ours, or too old')
      const signer = await signerOf(address, message, signature as `0x${string}`, parts.client(chainId))
      if (signer === null) throw refused('its signature is not that of the account')
      // Last, so that nobody can use up somebody else's nonce; before the session is made, so that it is used once.
      if (!(await store.consume(`siwe-nonce:${nonce}`, nonceUntil, now())))
        throw refused('it was used before')
      // The session that this one takes the place of holds no longer, wherever its cookie may lie.
      await end(await sessionOf(request), parts)
      const expiresAt = now() + sessionMs
      const token = await writeSession(
        { ...parts, key: keys.session },
        { address, chainId, signer, expiresAt },
      )
      return { body: { address, chainId, expiresAt }, setCookie: cookie.write(token, sessionMs) }
    },
  },
  session: {
    method: 'GET',
    async serve(request, _, sessionOf) {
      const session = await sessionOf(request)
      if (!session) return { body: { address: null } }
      const { address, chainId, expiresAt } = session
      return { body: { address, chainId, expiresAt } }
    },
  },
  'sign-out': {
    method: 'POST',
    async serve(request, parts, sessionOf) {
      await end(await sessionOf(request), parts)
      return { body: { address: null }, setCookie: parts.cookie.clear() }
    },
  },
}

/** For good: not only forgotten by the browser. */
async function end(session: SiweSession | null, { store, now }: SiweParts): Promise<void> {
  if (session) await store.consume(`siwe-ended:${session.sessionId}`, session.expiresAt, now())
}

function refused(reason: string): OfframpError {
  return new OfframpError({
    code: 'unauthenticated',
    message: `The sign-in message was not accepted: ${reason}.`,
    why: 'It does not prove that the account is yours.',
    action: 'Sign in again: ask for a new nonce and sign a new message.',
  })
}
