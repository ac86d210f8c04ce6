import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { placeRamp } from '../partna/test/harness.ts'
import { placeCapaOrder } from '../test/capa.ts'
import { callApi, startTestSandbox, type TestSandbox } from '../test/harness.ts'

let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.stop())

async function control(path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.url}/control${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', ...headers },
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, json: text === '' ? null : JSON.parse(text) }
}

describe('the control API', () => {
  it('is closed to pages from elsewhere, open to pages on this machine', async () => {
    expect((await control('/state', undefined, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await control('/advance', { ms: 1 }, { origin: 'null' })).status).toBe(403)
    const local = await control('/state', undefined, { origin: 'http://localhost:5173' })
    expect(local.headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
  })

  it("answers to this machine's names only", async () => {
    const answer = await sandbox.fetch(new Request('http://sandbox.example/control/state'))
    expect(answer.status).toBe(421)
  })

  it('moves time', async () => {
    const before = (await control('/state')).json.now
    expect((await control('/advance', { ms: 60_000 })).json.now).toBe(before + 60_000)
    expect((await control('/advance', { ms: -1 })).status).toBe(400)
    expect((await control('/advance', { ms: '1' })).status).toBe(400)
  })

  it.each<[string, unknown]>([
    ['/price', { factor: '0' }],
    ['/price', { factor: 0.9 }],
    ['/price', {}],
    ['/faults', { broken: 1 }],
    ['/faults', { down: 1.5 }],
    ['/settings', { unknown: true }],
    ['/settings', { neverRedirect: 'yes' }],
    ['/scenario', { id: 'unheard-of' }],
    ['/scenario', { id: 'row-live' }],
    ['/wallet', { answer: 'maybe' }],
    ['/wallet', { sendFault: 'explode' }],
    ['/orders/none/age', { ms: 1 }],
  ])('refuses %s %o with a reason', async (path, body) => {
    const answer = await control(path, body)
    expect(answer.status).toBe(400)
    expect(answer.json.error).toMatch(/\w+ \w+/)
  })

  it('puts rows into a list, each of its kind', async () => {
    for (const kind of [
      'live',
      'stale',
      'failed',
      'success',
      'expired',
      'foreign',
      'used',
      'fiat',
      'unconfirmed',
    ]) {
      await control('/orders', { kind, ref: kind, fromAddress: sandbox.accounts[0] })
    }
    const row = async (ref: string) =>
      (await callApi(sandbox, 'GET', `/onramp/v1/sell/user/${ref}/transactions`)).json.transactions[0]
    expect(await row('live')).toMatchObject({
      status: 'TRANSACTION_STATUS_STARTED',
      tx_hash: '',
      from_address: sandbox.accounts[0],
    })
    const stale = await row('stale')
    expect(stale.status).toBe('TRANSACTION_STATUS_STARTED')
    expect(Date.parse(stale.created_at)).toBeLessThan(sandbox.clock.now() - 3_600_000)
    expect((await row('failed')).status).toBe('TRANSACTION_STATUS_FAILED')
    expect((await row('failed')).to_address).toMatch(/^0x/)
    expect((await row('success')).tx_hash).toMatch(/^0x/)
    expect((await row('expired')).status).toBe('TRANSACTION_STATUS_EXPIRED')
    expect((await row('foreign')).from_address).not.toBe(sandbox.accounts[0])
    expect((await row('used')).tx_hash).toMatch(/^0x/)
    expect((await row('fiat')).sell_amount.currency).toBe('EUR')
    expect((await row('unconfirmed')).status).toBe('TRANSACTION_STATUS_STARTED')
  })

  it('knows scenarios that all run', async () => {
    const { json } = await control('/scenarios')
    expect(new Set(json.map((s: { id: string }) => s.id)).size).toBe(json.length)
    for (const { id, summary } of json) {
      expect(summary).not.toBe('')
      await control('/reset', {})
      await placeRamp(sandbox, { amount: '25', from_currency: 'USDC', from_network: 'base' })
      await placeCapaOrder(sandbox)
      expect((await control('/scenario', { id, ref: 'ref-1' })).status, id).toBe(200)
    }
    await control('/reset', {})
    expect((await control('/orders')).json).toEqual([])
    expect((await control('/state')).json).toMatchObject({
      settings: { neverRedirect: false },
      wallet: { sendFault: 'none' },
    })
  })

  it.each(['partna-expired', 'partna-canceled', 'capa-underpaid', 'capa-cancelled'])(
    'refuses %s while there is no sale',
    async (id) => {
      const answer = await control('/scenario', { id })
      expect(answer).toMatchObject({
        status: 400,
        json: { error: expect.stringMatching(/has no (sale|order)/) },
      })
    },
  )

  it('describes chains and assets', async () => {
    const { json } = await control('/describe')
    expect(json.chains.map((c: { chainId: number }) => c.chainId)).toEqual([31337, 31338])
    expect(json.assets).toHaveLength(8)
  })
})
