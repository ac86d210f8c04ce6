import { Agent } from 'node:http'
import { privateKeyToAccount } from 'viem/accounts'
import { createSiweMessage } from 'viem/siwe'
import { expect } from 'vitest'
import { alice, newId, wish } from '../harness.ts'
import { signed } from './cases/bodies.ts'
import { fromThePage, get, origin, post } from './conformanceCase.ts'
import { type Answer, headerOf, openSocket, send } from './http.ts'
import type { Echo, Insides } from './probe.ts'

const jsonOf = ({ body }: Answer) => JSON.parse(body.toString())
const insides = async (port: number): Promise<Insides> =>
  jsonOf(await send(port, { path: '/api/offramp/probe/insides' }))

/** An order of alice's. */
export async function makeOrder(port: number): Promise<string> {
  const body = { requestId: newId(), provider: 'fake', request: wish, sender: alice.addresses[0] }
  return jsonOf(await send(port, post('/api/offramp/orders', body))).orderId
}

async function listen(port: number, orderId: string) {
  const { socket, heard } = await openSocket(port)
  const headers = ['host: app.example', 'x-user: alice', 'accept-encoding: gzip, br, zstd']
  socket.write(`GET /api/offramp/orders/${orderId}/events HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
  await expect.poll(heard).toContain('data: {"version":1}\n\n')
  return { heard, leave: () => socket.destroy(), beats: () => heard().split(':\n\n').length - 1 }
}

/** A stream says its first word at once, one in silence, and what happens; who leaves is forgotten on the server. */
export async function streams(port: number): Promise<void> {
  const orderId = await makeOrder(port)
  const { heard, leave, beats } = await listen(port, orderId)
  const head = heard().split('\r\n\r\n')[0]?.toLowerCase()
  expect(head).toContain('content-type: text/event-stream; charset=utf-8')
  expect(head).toContain('cache-control: no-store, no-transform')
  expect(head).toContain('x-accel-buffering: no')
  expect(head).not.toMatch(/content-encoding|content-length/)
  await expect.poll(beats).toBeGreaterThan(0)
  const news = { orderId, rowId: `row of ${orderId}`, state: 'waiting', fields: {} }
  expect((await send(port, signed(JSON.stringify(news)))).status).toBe(200)
  await expect.poll(heard).toContain('data: {"version":2}\n\n')
  expect((await insides(port)).openStreams).toBe(1)
  leave()
  await expect.poll(async () => (await insides(port)).openStreams).toBe(0)
  await expect.poll(async () => (await insides(port)).timers).toBe(0)
}

/** Whoever listened first may go: the others still hear what happens, and a word in silence. */
export async function severalStreams(port: number): Promise<void> {
  const orderId = await makeOrder(port)
  const first = await listen(port, orderId)
  const second = await listen(port, orderId)
  await expect.poll(first.beats).toBeGreaterThan(0)
  first.leave()
  const before = second.beats()
  await expect.poll(second.beats).toBeGreaterThan(before + 2)
  const news = { orderId, rowId: `row of ${orderId}`, state: 'waiting', fields: {} }
  await send(port, signed(JSON.stringify(news)))
  await expect.poll(second.heard).toContain('data: {"version":2}\n\n')
  second.leave()
  await expect.poll(async () => (await insides(port)).openStreams).toBe(0)
  await expect.poll(async () => (await insides(port)).timers).toBe(0)
}

/** Signs in by a message, is known by the cookie alone, and signs out for good. */
export async function signIn(port: number): Promise<void> {
  const account = privateKeyToAccount(`0x${'5'.repeat(64)}`)
  const { nonce, domain } = jsonOf(await send(port, get('/api/siwe/nonce')))
  const message = createSiweMessage({
    ...{ address: account.address, chainId: 8453, domain, nonce, uri: origin, version: '1' },
  })
  const proof = post('/api/siwe/verify', { message, signature: await account.signMessage({ message }) })
  const verified = await send(port, proof)
  expect(jsonOf(verified)).toMatchObject({ address: account.address })
  const [cookie, ...attributes] = (headerOf(verified, 'set-cookie') ?? '').split('; ')
  expect(attributes).toEqual(['Max-Age=43200', 'Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure'])
  expect((await send(port, proof)).status).toBe(401)

  const headers = [['cookie', `theme=dark; ${cookie}`] as const, ...fromThePage.slice(0, 2)]
  const mine = { path: '/api/offramp/orders', headers }
  expect(jsonOf(await send(port, { path: '/api/siwe/session', headers }))).toMatchObject({
    address: account.address,
  })
  expect((await send(port, mine)).status).toBe(200)
  const out = {
    ...post('/api/siwe/sign-out'),
    headers: [...headers, ['content-type', 'application/json'] as const],
  }
  expect(headerOf(await send(port, out), 'set-cookie')).toContain('Max-Age=0')
  expect((await send(port, mine)).status).toBe(401)
}

/** Headers stay apart where they must, and are joined in the order of their coming where they may. */
export async function headers(port: number): Promise<void> {
  const cookies = await send(port, { path: '/api/offramp/probe/cookies' })
  expect(cookies.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value)).toEqual([
    'one=1; Path=/; HttpOnly',
    'two=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
  ])
  expect(headerOf(cookies, 'x-several')).toBe('a, b')
  const echo: Echo = jsonOf(
    await send(port, {
      path: '/api/offramp/probe/echo?a=%2F&b=1+2',
      headers: [
        ['X-Several', 'a'],
        ['x-several', 'b, c'],
        ['cookie', 'a=1; b=2'],
      ],
    }),
  )
  expect(echo.path).toBe('/api/offramp/probe/echo?a=%2F&b=1+2')
  expect(echo.headers).toContainEqual(['x-several', 'a, b, c'])
  expect(echo.headers).toContainEqual(['cookie', 'a=1; b=2'])
}

/** Tells who connected, and behind a proxy whom the proxy saw; never what a client wrote. */
export async function clientIp(port: number, known: boolean): Promise<void> {
  const forwarded = [
    ['x-forwarded-for', '6.6.6.6'],
    ['X-Forwarded-For', '7.7.7.7, 203.0.113.9'],
    ['x-platform-ip', '198.51.100.4'],
  ] as const
  const echo: Echo = jsonOf(await send(port, { path: '/api/offramp/probe/echo', headers: forwarded }))
  expect(echo.clientIpOfPlatform).toBe('198.51.100.4')
  expect(echo.headers).toContainEqual(['x-forwarded-for', '6.6.6.6, 7.7.7.7, 203.0.113.9'])
  expect([echo.clientIp, echo.clientIpBehindOne]).toEqual(known ? ['127.0.0.1', '203.0.113.9'] : [null, null])
}

/** Many at once over few connections: each hears the answer to its own question. */
export async function connections(port: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  try {
    const sent = Array.from({ length: 60 }, (_, at) => `${at} `.repeat(1 + at * 50))
    const answers = await Promise.all(
      sent.map((body) => send(port, { method: 'POST', path: '/api/offramp/probe/echo', body }, agent)),
    )
    expect(answers.map((answer) => Buffer.from(jsonOf(answer).body, 'hex').toString())).toEqual(sent)
    const big = await send(port, { path: '/api/offramp/probe/big?kb=2048' }, agent)
    expect(big.body.equals(Buffer.from('0123456789abcdef'.repeat(131_072)))).toBe(true)
  } finally {
    agent.destroy()
  }
}

const head = (length: number) =>
  `POST /api/offramp/webhooks/fake HTTP/1.1\r\nhost: app.example\r\ncontent-length: ${length}\r\n\r\n`

/** Uploads that end in the middle harm nobody, and one that announces too much is told so before it is sent. */
export async function brokenUploads(port: number): Promise<void> {
  for (const half of ['', 'half', 'x'.repeat(30_000)]) {
    const { socket } = await openSocket(port)
    socket.write(head(60_000) + half)
    await new Promise<void>((resolve) => socket.end(resolve))
    socket.destroy()
  }
  const { socket, heard } = await openSocket(port)
  socket.write(head(100_000_000))
  await expect.poll(heard).toContain('"code":"payload_too_large"')
  socket.destroy()
  expect((await send(port, get('/api/offramp/options?provider=fake'))).status).toBe(200)
}

/** What is left of a body that was refused is never read as another request. */
export async function smuggling(port: number): Promise<void> {
  const { socket, heard } = await openSocket(port)
  const ended = new Promise((resolve) => socket.once('close', resolve))
  const hidden = 'GET /api/offramp/probe/insides HTTP/1.1\r\nhost: app.example\r\n\r\n'
  const body = hidden.repeat(Math.ceil(70_000 / hidden.length))
  socket.write(head(body.length) + body)
  await expect.poll(heard).toContain('"code":"payload_too_large"')
  socket.write('GET /api/offramp/nothing HTTP/1.1\r\nhost: app.example\r\nconnection: close\r\n\r\n')
  await ended
  expect(heard()).not.toContain('slowPrices')
}

/** A price that two wait for reaches the second although the first, for whom it was asked, has gone. */
export async function sharedPrice(port: number): Promise<void> {
  const { slowPrices } = await insides(port)
  const amount = `26.${port}`
  const { path, headers = [], body } = post('/api/offramp/quotes', { ...wish, amount, provider: 'fake' })
  const lines = [['host', 'app.example'], ['content-length', `${body?.length}`], ...headers]
  const { socket } = await openSocket(port)
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\n${body}`)
  await expect.poll(async () => (await insides(port)).slowPrices).toBe(slowPrices + 1)
  const second = send(port, { method: 'POST', path, headers, body: body ?? '' })
  socket.destroy()
  expect(jsonOf(await second)).toMatchObject({ sell: { amount } })
}

/** Prices that wait for their turns behind another's are all told, also once that one has its answer. */
export async function manyPrices(port: number): Promise<void> {
  const asks = Array.from({ length: 6 }, (_, at) => `3${at}.${port}`).map((amount) =>
    send(port, post('/api/offramp/quotes', { ...wish, amount, provider: 'fake' })),
  )
  expect((await Promise.all(asks)).map(({ status }) => status)).toEqual(asks.map(() => 200))
}
