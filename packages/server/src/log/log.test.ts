import { OfframpError } from '@offrampkit/core'
import { routes } from '@offrampkit/core/api'
import { privateKeyToAccount } from 'viem/accounts'
import { createSiweMessage } from 'viem/siwe'
import { describe, expect, it } from 'vitest'
import { alice, harness, newId, origin } from '../../test/harness.ts'
import { createSiweAuth } from '../siwe/auth.ts'
import { memoryStore } from '../stores/memory.ts'
import { jsonLog } from './jsonLog.ts'
import { markOf } from './marks.ts'
import type { LogRecord } from './record.ts'

const fields = [
  'time',
  'level',
  'event',
  'during',
  'status',
  'durationMs',
  'code',
  'reason',
  'provider',
  'order',
  'at',
]

function logged(options: Parameters<typeof harness>[0] = {}) {
  const lines: string[] = []
  const h = harness({ log: jsonLog((line) => lines.push(line)), ...options })
  const take = (): LogRecord[] => lines.splice(0).map((line) => JSON.parse(line) as LogRecord)
  return { h, lines, take }
}

describe('the log', () => {
  it('has one line for each answer, with its route, its order by a mark, and nothing of the request', async () => {
    const { h, lines, take } = logged()
    const { orderId } = await h.create()
    h.pass(5)
    await h.ok('getOrder', { path: { orderId }, query: '?returned=1' })
    expect(lines.join()).not.toContain(orderId)
    expect(take()).toEqual([
      {
        time: '2026-11-21T00:00:00.000Z',
        level: 'info',
        event: 'answered',
        during: 'createOrder',
        status: 200,
        durationMs: 0,
        provider: 'fake',
        order: markOf(orderId),
      },
      expect.objectContaining({
        time: '2026-11-21T00:00:00.005Z',
        during: 'getOrder',
        order: markOf(orderId),
      }),
    ])
  })

  it('says what was refused, and why in a word', async () => {
    const { h, take } = logged()
    await h.send('getOrder', { path: { orderId: newId() } })
    await h.send('createOrder', { headers: { origin: 'https://evil.example' } })
    await h.send('createOrder', { method: 'PUT' })
    await h.handler(new Request('https://app.example/api/offramp/nothing/here?token=1'))
    await h.send('createOrder', { method: 'OPTIONS' })
    await h.webhook({}, 'fake', 'another secret')
    await h.webhook({}, 'made-up', 'another secret')
    expect(
      take().map(({ level, during, status, code, reason, provider }) => [
        level,
        during,
        status,
        code,
        reason,
        provider,
      ]),
    ).toEqual([
      ['warn', 'getOrder', 404, 'not_found', undefined, undefined],
      ['warn', 'createOrder', 403, 'forbidden', undefined, undefined],
      ['warn', 'routing', 405, 'method_not_allowed', undefined, undefined],
      ['warn', 'routing', 404, 'not_found', 'no_route', undefined],
      ['warn', 'receiveWebhook', 401, 'webhook_rejected', 'bad_signature', 'fake'],
      ['warn', 'receiveWebhook', 404, 'not_found', undefined, undefined],
    ])
  })

  it('names the provider that failed, and tells failures behind an answer apart', async () => {
    const { h, take } = logged()
    const { orderId } = await h.ready()
    take()
    h.fake.down = new OfframpError({ code: 'provider_unavailable', message: 'Down.' })
    h.pass(2_000)
    await h.ok('getOrder', { path: { orderId } })
    const other = await h.create()
    await h.send('createSession', { path: { orderId: other.orderId } })
    expect(take()).toMatchObject([
      { level: 'warn', event: 'failed', during: 'refresh', code: 'provider_unavailable', provider: 'fake' },
      { level: 'info', event: 'answered', during: 'getOrder', status: 200 },
      { level: 'info', during: 'createOrder' },
      {
        level: 'error',
        during: 'createSession',
        status: 503,
        code: 'provider_unavailable',
        provider: 'fake',
      },
    ])
  })

  it('says where in the code an unforeseen error began, and not what it said', async () => {
    const { h, lines, take } = logged({
      authenticate: () => {
        throw new TypeError('hunter2\n    at hunter2:1:1\n    at file:///hunter2:1:1')
      },
    })
    await h.send('listOrders')
    expect(lines.join()).not.toContain('hunter2')
    expect(take()).toMatchObject([
      { level: 'error', code: 'internal', at: expect.stringContaining('log.test.ts:') },
    ])
  })

  it('has no other fields, and one line each, whatever a request holds', async () => {
    const { h, lines } = logged()
    const evil = 'x\n{"level":"info"}\u2028'
    for (const name of Object.keys(routes) as (keyof typeof routes)[])
      await h.send(name, {
        path: { orderId: evil, attemptId: evil, provider: evil },
        query: `?provider=${encodeURIComponent(evil)}`,
        body: { provider: evil, orderId: evil },
      })
    expect(lines).toHaveLength(Object.keys(routes).length)
    for (const line of lines) {
      expect(line).not.toMatch(/[\n\u2028]/)
      expect(fields).toEqual(expect.arrayContaining(Object.keys(JSON.parse(line))))
    }
  })

  it('that fails keeps no answer back', async () => {
    const { h } = logged({
      log: () => {
        throw new Error('the disk is full')
      },
    })
    expect((await h.ready()).status.kind).toBe('awaiting_deposit')
  })
})

it('sign-in is logged as well: who succeeds and who does not, without naming them', async () => {
  const lines: string[] = []
  const domain = 'app.example'
  const auth = createSiweAuth({
    domain,
    secret: 'Zk39fQx7Lw0aTqv2Rb8sYd5Hn1Jm4Gc6',
    store: memoryStore(),
    log: jsonLog((line) => lines.push(line)),
  })
  const account = privateKeyToAccount(`0x${'1'.repeat(64)}`)
  const url = (path: string) => `${origin}/api/siwe/${path}`
  const { nonce } = (await (await auth.handler(new Request(url('nonce')))).json()) as { nonce: string }
  const message = createSiweMessage({
    ...{
      address: account.address,
      chainId: 1,
      domain,
      uri: origin,
      version: '1',
      nonce,
      issuedAt: new Date(),
    },
  })
  const body = JSON.stringify({ message, signature: await account.signMessage({ message }) })
  const headers = { origin, 'content-type': 'application/json' }
  for (let i = 0; i < 2; i++)
    await auth.handler(new Request(url('verify'), { method: 'POST', headers, body }))
  await auth.handler(new Request(url('../../secret')))
  expect(
    lines.map((line) => JSON.parse(line)).map(({ during, status, code }) => [during, status, code]),
  ).toEqual([
    ['siwe/nonce', 200, undefined],
    ['siwe/verify', 200, undefined],
    ['siwe/verify', 401, 'unauthenticated'],
    ['siwe', 404, 'not_found'],
  ])
  for (const word of [account.address.slice(2, 12), nonce, alice.userId])
    expect(lines.join()).not.toContain(word)
})
