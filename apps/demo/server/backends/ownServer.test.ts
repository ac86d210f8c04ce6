import { expect, it } from 'vitest'
import type { Sale } from '../../src/backends/ownApi.ts'
import { fakeCoinbase } from './fakeCoinbase.ts'
import { ownServer } from './ownServer.ts'

const origin = 'http://localhost:5173'
const alice = `0x${'a1'.repeat(20)}`
const bob = `0x${'b0'.repeat(20)}`
const key = 'AAAAAAAAAAAAAAAAAAAAAA'
const wish = { sell: '25 USDC', chain: 31337, into: 'USD', place: 'US-NY', pay: 'ACH_BANK_ACCOUNT' }

function server() {
  const coinbase = fakeCoinbase()
  let bytes = 0
  const app = ownServer({
    coinbase: coinbase.access,
    authenticate: (request) => {
      const who = request.headers.get('cookie')
      return who ? { userId: who, addresses: [who] } : null
    },
    origin,
    clientIp: '192.0.2.1',
    fetch: coinbase.fetch,
    now: () => Date.UTC(2026, 10, 21),
    random: (length) => new Uint8Array(length).fill(++bytes),
  })
  const ask = async (path: string, { as = alice, body = undefined as unknown } = {}) => {
    const response = await app.request(
      path,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: { cookie: as, origin, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      { platform: { remoteAddress: '127.0.0.1' } },
    )
    return { status: response.status, body: (await response.json()) as Sale & { link: string } }
  }
  const create = async (more = {}) =>
    (await ask('/sales', { body: { key, wallet: alice, wish, ...more } })).body
  return { ...coinbase, ask, create }
}

it('makes one sale for each request, and only for a proven wallet', async () => {
  const { ask, create } = server()
  const first = await create()
  expect((await create()).id).toBe(first.id)
  expect((await create({ key: 'BBBBBBBBBBBBBBBBBBBBBA' })).id).not.toBe(first.id)
  expect((await ask('/sales', { body: { key, wallet: bob, wish } })).body.id).toBe(first.id)
  const other = { key: 'CCCCCCCCCCCCCCCCCCCCCA', wallet: bob, wish }
  expect((await ask('/sales', { body: other })).status).toBe(403)
  expect((await ask('/sales', { body: { ...other, wish: { ...wish, sell: '25' } } })).status).toBe(400)
  expect((await ask('/sales', { as: '', body: other })).status).toBe(401)
})

it('tells a sale to its owner alone', async () => {
  const { ask, create } = server()
  const { id } = await create()
  expect((await ask(`/sales/${id}`)).status).toBe(200)
  const foreign = await ask(`/sales/${id}`, { as: bob })
  expect(foreign).toEqual(await ask(`/sales/${key}`, { as: bob }))
  expect(foreign.status).toBe(404)
  expect((await ask(`/sales/${id}/link`, { as: bob, body: {} })).status).toBe(404)
})

it('opens the page for the sale’s own wallet, under the sale’s own reference', async () => {
  const { ask, create, answer, seen } = server()
  answer('/onramp/v1/token', '{"token":"a-session-token"}')
  const { id } = await create()
  const link = new URL((await ask(`/sales/${id}/link`, { body: {} })).body.link)
  expect(seen[0]?.body).toEqual({
    addresses: [{ address: alice, blockchains: ['base'] }],
    assets: ['USDC'],
    clientIp: '192.0.2.1',
  })
  expect(Object.fromEntries(link.searchParams)).toMatchObject({
    sessionToken: 'a-session-token',
    partnerUserRef: id,
    redirectUrl: `${origin}/?backend=own&offramp_order=${id}`,
    presetCryptoAmount: '25',
  })
})

it('adds to the log and never rewrites it', async () => {
  const { ask, create, answer } = server()
  const { id } = await create()
  const rows = (to: string) =>
    answer(
      `/onramp/v1/sell/user/${id}/transactions`,
      JSON.stringify({
        transactions: [
          { transaction_id: 'row-1', status: 'TRANSACTION_STATUS_STARTED', network: 'base', to_address: to },
        ],
      }),
    )
  rows(alice)
  expect((await ask(`/sales/${id}`)).body.log).toHaveLength(1)
  expect((await ask(`/sales/${id}`)).body.log).toHaveLength(1)
  rows(bob)
  const { log } = (await ask(`/sales/${id}`)).body
  expect(log).toMatchObject([
    { nr: 'row-1', step: 'send', chain: 31337, to: alice },
    { nr: 'row-1', step: 'send', chain: 31337, to: bob },
  ])
  answer(`/onramp/v1/sell/user/${id}/transactions`, 'not json')
  expect((await ask(`/sales/${id}`)).body.log).toEqual(log)
})
