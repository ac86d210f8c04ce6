import { randomBytes } from 'node:crypto'
import { createClient, custom } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { createSiweMessage } from 'viem/siwe'
import { describe, expect, it, vi } from 'vitest'
import { memoryStore } from '../stores/memory.ts'
import { createSiweAuth, type SiweAuthOptions } from './auth.ts'

const secret = randomBytes(32).toString('base64url')
const account = privateKeyToAccount(generatePrivateKey())

function signIn(options: Partial<SiweAuthOptions> = {}) {
  let time = Date.UTC(2026, 10, 21)
  const store = memoryStore()
  const make = (more: Partial<SiweAuthOptions> = {}) =>
    createSiweAuth({ domain: 'app.example', secret, store, now: () => time, ...options, ...more })
  const auth = make()

  const get = (path: string, cookie?: string) =>
    auth.handler(
      new Request(
        `https://app.example/api/siwe/${path}`,
        cookie === undefined ? {} : { headers: { cookie } },
      ),
    )
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, on = auth) =>
    on.handler(
      new Request(`https://app.example/api/siwe/${path}`, {
        method: 'POST',
        headers: { origin: 'https://app.example', 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    )
  const nonce = async () => ((await (await get('nonce')).json()) as { nonce: string }).nonce

  async function signed(changes: Partial<Parameters<typeof createSiweMessage>[0]> = {}, by = account) {
    const message = createSiweMessage({
      address: account.address,
      chainId: 8453,
      domain: 'app.example',
      uri: 'https://app.example',
      version: '1',
      issuedAt: new Date(time),
      nonce: changes.nonce ?? (await nonce()),
      ...changes,
    })
    return { message, signature: await by.signMessage({ message }) }
  }
  const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? ''
  const who = (cookie: string, on = auth) =>
    on.authenticate(new Request('https://app.example/api/offramp/orders', { headers: { cookie } }))

  return {
    auth,
    make,
    store,
    get,
    post,
    nonce,
    signed,
    cookieOf,
    who,
    pass: (ms: number) => {
      time += ms
    },
  }
}

async function messageOf(response: Response): Promise<string> {
  expect(response.status).toBe(401)
  return ((await response.json()) as { error: { message: string } }).error.message
}

describe('createSiweAuth', () => {
  it('makes each nonce of 16 bytes of getRandomValues', async () => {
    const random = vi.spyOn(crypto, 'getRandomValues')
    try {
      const nonce = await signIn().nonce()
      const bytes = random.mock.results.map(({ value }) => Buffer.from(value).toString('hex'))
      expect(bytes).toContain(nonce.slice(12, 44))
    } finally {
      random.mockRestore()
    }
  })

  it('signs an account in, knows it, and signs it out for good', async () => {
    const s = signIn()
    const response = await s.post('verify', await s.signed())
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ address: account.address, chainId: 8453 })
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-offramp-session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    )
    const cookie = s.cookieOf(response)
    const user = { userId: `eip155:${account.address.toLowerCase()}`, addresses: [account.address] }
    expect(await s.who(`other=1; ${cookie}`)).toEqual(user)
    expect(await (await s.get('session', cookie)).json()).toMatchObject({ address: account.address })

    const out = await s.post('sign-out', {}, { cookie })
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect(await s.who(cookie)).toBeNull()
    expect(await (await s.get('session', cookie)).json()).toEqual({ address: null })
  })

  it('accepts a message once, on any instance, of any number who send it at once', async () => {
    const s = signIn()
    const body = await s.signed()
    const other = s.make()
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, at) => s.post('verify', body, {}, at % 2 ? s.auth : other)),
    )
    expect(responses.filter((response) => response.ok)).toHaveLength(1)
    expect(await messageOf(await s.post('verify', body))).toContain('it was used before')
  })

  it.each([
    ['another domain', { domain: 'evil.example' }],
    ['its URI is of another origin', { uri: 'https://evil.example' }],
    ['its URI is of another origin', { uri: 'http://app.example' }],
    ['its nonce is not one of ours', { nonce: 'a'.repeat(64) }],
    ['its nonce is not one of ours', { nonce: 'abcdefgh' }],
    ['it has expired', { expirationTime: new Date(Date.UTC(2026, 10, 20)) }],
    ['it is not valid yet', { notBefore: new Date(Date.UTC(2026, 10, 22)) }],
    ['it was issued at another time', { issuedAt: new Date(Date.UTC(2026, 10, 20)) }],
  ])('refuses a message: %s', async (reason, changes) => {
    const s = signIn()
    expect(await messageOf(await s.post('verify', await s.signed(changes)))).toContain(reason)
  })

  it('ends the session that a new one takes the place of', async () => {
    const s = signIn()
    const first = s.cookieOf(await s.post('verify', await s.signed()))
    // One that was planted, or lies in another tab: it is sent along, and is not the one that goes on.
    const second = s.cookieOf(await s.post('verify', await s.signed(), { cookie: first }))
    expect(second).not.toBe(first)
    expect(await s.who(first)).toBeNull()
    expect(await s.who(second)).not.toBeNull()
  })

  it('refuses the signature of another account, and one of another message', async () => {
    const s = signIn()
    const stranger = privateKeyToAccount(generatePrivateKey())
    expect(await messageOf(await s.post('verify', await s.signed({}, stranger)))).toContain('signature')
    const [one, two] = [await s.signed(), await s.signed()]
    const crossed = { message: one.message, signature: two.signature }
    expect(await messageOf(await s.post('verify', crossed))).toContain('signature')
    const junk = { message: one.message, signature: '0x00' }
    expect(await messageOf(await s.post('verify', junk))).toContain('signature')
    // None of this used up the nonce.
    expect((await s.post('verify', one)).status).toBe(200)
  })

  it('refuses text around the message, although the account signed it', async () => {
    const s = signIn()
    const { message } = await s.signed()
    for (const text of [`${message}\nI also agree to everything.`, `Hello.\n${message}`]) {
      const signature = await account.signMessage({ message: text })
      expect((await s.post('verify', { message: text, signature })).status).toBe(401)
    }
  })

  it('refuses a nonce that is older than ten minutes', async () => {
    const s = signIn()
    const nonce = await s.nonce()
    s.pass(10 * 60_000)
    expect(await messageOf(await s.post('verify', await s.signed({ nonce })))).toContain('nonce')
  })

  it('forgets a session after its time', async () => {
    const s = signIn({ sessionMs: 60_000 })
    const cookie = s.cookieOf(await s.post('verify', await s.signed()))
    s.pass(59_000)
    expect(await s.who(cookie)).not.toBeNull()
    s.pass(2_000)
    expect(await s.who(cookie)).toBeNull()
  })

  it('takes no session of another secret or domain, nor one that was tampered with', async () => {
    const s = signIn()
    const cookie = s.cookieOf(await s.post('verify', await s.signed()))
    expect(await s.who(cookie, s.make({ secret: randomBytes(32).toString('base64url') }))).toBeNull()
    expect(await s.who(cookie, s.make({ domain: 'other.example' }))).toBeNull()
    const [name, token = ''] = cookie.split('=', 2)
    const [head, body, signature] = token.split('.')
    const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: '0x1' })).toString('base64url')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    for (const bad of [`${head}.${forged}.${signature}`, `${none}.${body}.`, '', 'x.y.z'])
      expect(await s.who(`${name}=${bad}`)).toBeNull()
    // Over plain http the name is another one, so a cookie planted there is not read here.
    expect(await s.who(`offramp-session=${token}`)).toBeNull()
  })

  it('asks the chain about a contract account, where it has a client', async () => {
    const s = signIn()
    const stranger = privateKeyToAccount(generatePrivateKey())
    const asked: number[] = []
    const contract = s.make({
      client: (chainId) => {
        asked.push(chainId)
        return null
      },
    })
    expect((await s.post('verify', await s.signed({}, stranger), {}, contract)).status).toBe(401)
    expect(asked).toEqual([8453])
  })

  it('takes a contract account for another person on each chain: one address may have two owners', async () => {
    const accepts = createClient({ transport: custom({ request: async () => '0x01' }) })
    const s = signIn({ client: () => accepts })
    const stranger = privateKeyToAccount(generatePrivateKey())
    const userOf = async (chainId: number, by = stranger) =>
      await s.who(s.cookieOf(await s.post('verify', await s.signed({ chainId }, by))))
    const { address } = account
    const small = address.toLowerCase()
    for (const chainId of [1, 8453])
      expect(await userOf(chainId)).toEqual({
        userId: `eip155:${chainId}:${small}`,
        addresses: [{ address, network: `eip155:${chainId}` }],
      })
    // A key is one person everywhere.
    for (const chainId of [1, 8453])
      expect(await userOf(chainId, account)).toEqual({ userId: `eip155:${small}`, addresses: [address] })
  })

  it('guards what changes something', async () => {
    const s = signIn()
    const body = await s.signed()
    const status = async (headers: Record<string, string>) => (await s.post('verify', body, headers)).status
    expect(await status({ origin: 'https://evil.example' })).toBe(403)
    expect(await status({ origin: 'null' })).toBe(403)
    expect(await status({ 'content-type': 'text/plain' })).toBe(415)
    expect((await s.get('verify')).status).toBe(405)
    expect((await s.get('toString')).status).toBe(404)
    expect((await s.post('verify', { message: 1 })).status).toBe(400)
    expect((await s.post('verify', { ...body, more: 1 })).status).toBe(400)
    expect((await s.get('nonce')).headers.get('cache-control')).toBe('no-store')
    expect(await status({})).toBe(200)
  })

  it('works over http on localhost, with a cookie that http can carry', async () => {
    const s = signIn({ domain: 'localhost:5173' })
    const body = await s.signed({ domain: 'localhost:5173', uri: 'http://localhost:5173' })
    const response = await s.post('verify', body, { origin: 'http://localhost:5173' })
    expect(response.headers.get('set-cookie')).toMatch(/^offramp-session=.*SameSite=Lax$/)
  })
})
