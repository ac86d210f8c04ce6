import { createId, type RandomBytes } from '@offrampkit/core/order'
import { jwtVerify, SignJWT } from 'jose'
import type { SignerKind } from './signature.ts'

/** Who signed in, and until when. */
export interface SiweSession {
  /** With its EIP-55 checksum. */
  address: `0x${string}`
  /** The chain that the message named. */
  chainId: number
  /** What signed. A contract is proven on that chain only: elsewhere its address may be another's. */
  signer: SignerKind
  /** Milliseconds since 1970. */
  expiresAt: number
  /** To end this very session. */
  sessionId: string
}

export interface SessionParts {
  key: CryptoKey
  domain: string
  now: () => number
  random: RandomBytes
}

const issuer = 'offrampkit'

/** The session as a signed text (JWS, HS256). */
export async function writeSession(
  { key, domain, now, random }: SessionParts,
  who: Pick<SiweSession, 'address' | 'chainId' | 'signer' | 'expiresAt'>,
): Promise<string> {
  return await new SignJWT({ chain: who.chainId, signer: who.signer })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(domain)
    .setSubject(who.address)
    .setJti(createId(random))
    .setIssuedAt(Math.floor(now() / 1000))
    .setExpirationTime(Math.floor(who.expiresAt / 1000))
    .sign(key)
}

/** The session, or `null` for whatever is not one of ours that still holds. */
export async function readSession(
  { key, domain, now }: Omit<SessionParts, 'random'>,
  token: string,
): Promise<SiweSession | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer,
      audience: domain,
      currentDate: new Date(now()),
      requiredClaims: ['sub', 'exp', 'jti'],
    })
    const { sub, exp, jti, chain, signer } = payload
    if (!sub || !exp || !jti || typeof chain !== 'number') return null
    if (signer !== 'key' && signer !== 'contract') return null
    return { address: sub as `0x${string}`, chainId: chain, signer, expiresAt: exp * 1000, sessionId: jti }
  } catch {
    return null
  }
}
