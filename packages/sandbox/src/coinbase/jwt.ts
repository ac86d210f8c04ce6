import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose'

/** A registered API key: its public half, as a JWK. */
export interface SandboxApiKey {
  /** Key id: the JWT's `kid` and `sub`. */
  id: string
  alg: 'EdDSA' | 'ES256'
  publicKey: JsonWebKey
}

/** Longest life of a token, in seconds (cdp-sdk default, 2026-08-20). */
const MAX_LIFE = 120
/** Clocks of two machines differ a little. */
const LEEWAY = 5

/**
 * Checks a request's Bearer token as the API does: registered key, signature, `kid` and `nonce` in the
 * header, `sub`, `iss` `cdp`, `nbf`, `exp` at most 120 s later, and `uris` naming exactly this method, host
 * and path **without the query**.
 *
 * @returns the key id, or `null` when anything is wrong: the API does not say what either.
 */
export async function verifyBearer(
  request: Request,
  keys: readonly SandboxApiKey[],
  hosts: readonly string[],
  nowMs: number,
): Promise<string | null> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (token === undefined) return null
  try {
    const header = decodeProtectedHeader(token)
    const key = keys.find((k) => k.id === header.kid)
    if (key === undefined || typeof header.nonce !== 'string' || header.nonce === '') return null
    const { payload } = await jwtVerify(token, await importJWK(key.publicKey, key.alg), {
      algorithms: [key.alg],
      issuer: 'cdp',
      subject: key.id,
      requiredClaims: ['exp', 'nbf', 'uris'],
      currentDate: new Date(nowMs),
      clockTolerance: LEEWAY,
    })
    if ((payload.exp ?? 0) - (payload.nbf ?? 0) > MAX_LIFE) return null
    const path = new URL(request.url).pathname
    const uris = payload.uris
    if (!Array.isArray(uris) || uris.length !== 1) return null
    return hosts.some((host) => uris[0] === `${request.method} ${host}${path}`) ? key.id : null
  } catch {
    return null
  }
}
