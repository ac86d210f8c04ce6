import { importJWK, importPKCS8, SignJWT } from 'jose'
import { type Address, encodeFunctionData, type Hex } from 'viem'
import { erc20Abi } from '../chain/erc20.ts'
import { createRpc } from '../chain/rpc.ts'
import { type StartSandboxOptions, startSandbox } from '../node/start.ts'
import { seededRandom } from '../random.ts'

/** A clock that stands still until a test moves it. */
export function stillClock(start = Date.UTC(2026, 10, 21, 12)) {
  let now = start
  return {
    now: () => now,
    move(ms: number) {
      now += ms
    },
  }
}

/** A sandbox over real chains that mines at once, ticks only when told, and repeats its random choices. */
export async function startTestSandbox(options: StartSandboxOptions = {}) {
  const clock = stillClock()
  const sandbox = await startSandbox({
    blockTimeMs: 0,
    tickMs: 0,
    clock,
    random: seededRandom(1),
    ...options,
  })
  return Object.assign(sandbox, { clock })
}

export type TestSandbox = Awaited<ReturnType<typeof startTestSandbox>>

/** Claims and header of a good token; tests spoil single fields. */
export interface JwtParts {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
}

/** Signs as an app does, with Ed25519. */
export async function signJwt(
  key: { id: string; secret: string },
  uri: string,
  nowMs: number,
  over: JwtParts = {},
): Promise<string> {
  const now = Math.floor(nowMs / 1000)
  const pem = key.secret.startsWith('-----')
  const raw = Buffer.from(key.secret, 'base64')
  const privateKey = pem
    ? await importPKCS8(key.secret, 'ES256')
    : await importJWK(
        {
          kty: 'OKP',
          crv: 'Ed25519',
          d: raw.subarray(0, 32).toString('base64url'),
          x: raw.subarray(32).toString('base64url'),
        },
        'EdDSA',
      )
  return new SignJWT({
    sub: key.id,
    iss: 'cdp',
    uris: [uri],
    iat: now,
    nbf: now,
    exp: now + 120,
    ...over.claims,
  })
    .setProtectedHeader({
      alg: pem ? 'ES256' : 'EdDSA',
      kid: key.id,
      typ: 'JWT',
      nonce: '0123456789abcdef0123456789abcdef',
      ...over.header,
    })
    .sign(privateKey)
}

/** Calls Coinbase's API with a good token. */
export async function callApi(sandbox: TestSandbox, method: 'GET' | 'POST', path: string, body?: unknown) {
  const url = new URL(path, sandbox.url)
  const uri = `${method} api.developer.coinbase.com${url.pathname}`
  const jwt = await signJwt(sandbox.apiKeys.ed25519, uri, sandbox.clock.now())
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${jwt}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : null }
}

/** A fresh session token of the first account, on both networks. */
export async function mintToken(sandbox: TestSandbox, more: Record<string, unknown> = {}): Promise<string> {
  const answer = await callApi(sandbox, 'POST', '/onramp/v1/token', {
    addresses: [{ address: sandbox.accounts[0], blockchains: ['base', 'ethereum'] }],
    clientIp: '192.0.2.1',
    ...more,
  })
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.json.token as string
}

/** Opens the hosted page; `post` presses one of its buttons. */
export async function openHosted(sandbox: TestSandbox, params: Record<string, string>) {
  const query = new URLSearchParams({
    partnerUserRef: 'ref-1',
    redirectUrl: 'http://localhost:3000/back?order=7',
    ...params,
  })
  const opened = await fetch(`${sandbox.url}/v3/sell/input?${query}`, { redirect: 'manual' })
  const location = opened.headers.get('location') ?? ''
  const page = async () => (location === '' ? opened.text() : (await fetch(sandbox.url + location)).text())
  const post = (fields: Record<string, string>) =>
    fetch(sandbox.url + location, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  return { opened, page, post }
}

/** The text inside the element with this test id. */
export function byTestId(markup: string, id: string): string | null {
  const found = new RegExp(`data-testid="${id}"[^>]*>([^<]*)`).exec(markup)
  return found?.[1] ?? null
}

export const oneClick = {
  defaultAsset: 'USDC',
  defaultNetwork: 'base',
  presetCryptoAmount: '25',
  defaultCashoutMethod: 'ACH_BANK_ACCOUNT',
}

/** From token to "Cash out now", and on to STARTED. */
export async function placeOrder(sandbox: TestSandbox, ref: string, params: Record<string, string> = {}) {
  const sessionToken = await mintToken(sandbox)
  const visit = await openHosted(sandbox, { ...oneClick, partnerUserRef: ref, ...params, sessionToken })
  await visit.post({ action: 'sign-in', country: 'US' })
  const response = await visit.post({ action: 'confirm' })
  await sandbox.control.advance(2000)
  const [order] = sandbox.control.orders(ref)
  if (order === undefined) throw new Error(`no order: ${await visit.page()}`)
  return { visit, response, order }
}

async function mined(rpc: ReturnType<typeof createRpc>, hash: Hex) {
  for (let turn = 0; turn < 200; turn += 1) {
    const receipt = (await rpc('eth_getTransactionReceipt', [hash])) as { status: Hex } | null
    if (receipt) return receipt
    await rpc('evm_mine')
  }
  throw new Error('not mined')
}

/** Sends money on a chain: a token of this symbol, or the native coin. Amount in base units. */
export async function sendMoney(
  sandbox: TestSandbox,
  what: { from?: Address; to: string; symbol: string; amount: bigint; network?: string },
): Promise<Hex> {
  const chain = sandbox.chains.find((c) => c.coinbaseNetwork === (what.network ?? 'base'))
  if (!chain) throw new Error('no such chain')
  const rpc = createRpc(chain.rpcUrl, fetch)
  const from = what.from ?? sandbox.accounts[0]
  const token = chain.tokens.find((t) => t.symbol === what.symbol)
  const tx = token
    ? {
        from,
        to: token.address,
        data: encodeFunctionData({
          abi: erc20Abi,
          functionName: 'transfer',
          args: [what.to as Address, what.amount],
        }),
      }
    : { from, to: what.to, value: `0x${what.amount.toString(16)}` }
  const hash = (await rpc('eth_sendTransaction', [tx])) as Hex
  await mined(rpc, hash)
  return hash
}
