import { expect, it } from 'vitest'
import { fakeCoinbase } from './fakeCoinbase.ts'
import { plainProxy } from './plainProxy.ts'

const origin = 'http://localhost:5173'
const alice = `0x${'a1'.repeat(20)}`
const bob = `0x${'b0'.repeat(20)}`
const ref = 'AAAAAAAAAAAAAAAAAAAAAA'

function proxy() {
  const coinbase = fakeCoinbase()
  const app = plainProxy({
    coinbase: coinbase.access,
    authenticate: (request) => {
      const who = request.headers.get('cookie')
      return who ? { userId: who, addresses: [who] } : null
    },
    origin,
    clientIp: '192.0.2.1',
    fetch: coinbase.fetch,
    now: () => Date.UTC(2026, 10, 21),
    random: (length) => new Uint8Array(length),
  })
  const send = (method: string, path: string, { as = alice, from = origin, body = {} as unknown } = {}) =>
    app.request(
      path,
      {
        method,
        headers: { cookie: as, origin: from, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
      },
      { platform: { remoteAddress: '127.0.0.1' } },
    )
  return { ...coinbase, send }
}

it('passes the allowed paths alone, each signed for itself', async () => {
  const { send, seen } = proxy()
  const allowed = [
    ['GET', '/onramp/v1/sell/config'],
    ['GET', '/onramp/v1/sell/options'],
    ['POST', '/onramp/v1/sell/quote'],
    ['GET', `/onramp/v1/sell/user/${ref}/transactions`],
  ] as const
  for (const [method, path] of allowed) expect((await send(method, path)).status).toBe(200)
  expect(seen.map(({ signedFor }) => signedFor)).toEqual(
    allowed.map(([method, path]) => `${method} coinbase.test${path}`),
  )
  for (const [method, path] of [
    ['GET', '/onramp/v1/sell/transactions'],
    ['POST', '/onramp/v1/buy/quote'],
    ['GET', '/onramp/v1/token'],
    ['POST', '/onramp/v1/sell/config'],
    ['GET', '/onramp/v1/sell/user/../transactions'],
    ['GET', '/onramp/v1/sell/user/alice/transactions'],
    ['GET', `/onramp/v1/sell/user/${ref}%2f..%2fx/transactions`],
  ] as const)
    expect((await send(method, path)).status, path).toBe(404)
  expect(seen).toHaveLength(4)
})

it('passes only the parameters that it knows', async () => {
  const { send, seen } = proxy()
  await send('GET', '/onramp/v1/sell/options?country=US&subdivision=NY&more=1')
  expect(seen[0]?.url.search).toBe('?country=US&subdivision=NY')
})

it('says itself whose address a session is for and where the user is', async () => {
  const { send, seen } = proxy()
  const body = {
    addresses: [{ address: alice.toUpperCase().replace('0X', '0x'), blockchains: ['base'] }],
    assets: ['USDC'],
    clientIp: '203.0.113.9',
  }
  await send('POST', '/onramp/v1/token', { body })
  expect(seen[0]?.body).toEqual({
    addresses: [{ address: alice, blockchains: ['base'] }],
    assets: ['USDC'],
    clientIp: '192.0.2.1',
  })
  expect((await send('POST', '/onramp/v1/token', { as: bob, body })).status).toBe(403)
  expect((await send('POST', '/onramp/v1/token', { body: [] })).status).toBe(403)
  expect(seen).toHaveLength(1)
})

it('never lets a quote place an order', async () => {
  const { send, seen } = proxy()
  await send('POST', '/onramp/v1/sell/quote', {
    body: { sell_amount: '25', source_address: bob, partner_user_ref: ref },
  })
  expect(seen[0]?.body).toEqual({ sell_amount: '25' })
})

it('tells the rows of a reference to its first reader alone', async () => {
  const { send } = proxy()
  const path = `/onramp/v1/sell/user/${ref}/transactions`
  expect((await send('GET', path)).status).toBe(200)
  expect((await send('GET', path, { as: bob })).status).toBe(404)
})

it('asks for a user and for this page, before anything is sent', async () => {
  const { send, seen } = proxy()
  expect((await send('POST', '/onramp/v1/sell/quote', { as: '' })).status).toBe(401)
  expect((await send('GET', `/onramp/v1/sell/user/${ref}/transactions`, { as: '' })).status).toBe(401)
  expect((await send('POST', '/onramp/v1/sell/quote', { from: 'https://evil.example' })).status).toBe(403)
  expect(seen).toEqual([])
})

it('passes the text on as it came', async () => {
  const { send, answer } = proxy()
  const exact = '{"sell_amount":{"value":25.10000000000000000001}}'
  answer('/onramp/v1/sell/quote', exact)
  expect(await (await send('POST', '/onramp/v1/sell/quote')).text()).toBe(exact)
})
