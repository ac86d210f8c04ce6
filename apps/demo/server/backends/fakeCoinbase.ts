import { generateKeyPairSync } from 'node:crypto'
import type { CoinbaseAccess } from '../world.ts'

/** A request as it would have reached Coinbase. */
interface SeenRequest {
  method: string
  url: URL
  /** The path that the JWT was signed for. */
  signedFor: string
  body: Record<string, unknown> | null
}

/** A key of Coinbase's kind, made here and worth nothing. */
function newSecret(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' })
  return Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]).toString('base64')
}

/** Stands in for Coinbase in tests of the demo's own server code: records what it is asked, and says what it is told to. */
export function fakeCoinbase() {
  const seen: SeenRequest[] = []
  const answers = new Map<string, string>()
  const access: CoinbaseAccess = {
    apiKeyId: 'a-key',
    apiKeySecret: newSecret(),
    baseUrl: 'https://coinbase.test',
    payUrl: 'https://pay.coinbase.test/sell',
    networks: { base: 'eip155:31337' },
  }
  const fake = async (input: Request | URL | string, init: RequestInit = {}) => {
    const url = new URL(String(input))
    const jwt = new Headers(init.headers).get('authorization')?.split('.')[1] ?? ''
    const claims = JSON.parse(Buffer.from(jwt, 'base64url').toString()) as { uris: string[] }
    const body = init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : null
    seen.push({ method: init.method ?? 'GET', url, signedFor: claims.uris[0] ?? '', body })
    return new Response(answers.get(url.pathname) ?? '{}', { status: 200 })
  }
  return {
    access,
    seen,
    fetch: fake as typeof fetch,
    answer: (path: string, text: string) => answers.set(path, text),
  }
}
