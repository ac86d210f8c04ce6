import { describe, expect, test } from 'vitest'
import {
  depositAddress,
  heard,
  order,
  page,
  providerOver,
  row,
  rowId,
  seller,
  startedAt,
} from './fixtures/sale.ts'
import { failure } from './fixtures/session.ts'

describe('telling the hash', () => {
  const hash = `0x${'ab'.repeat(32)}`
  const reported = heard(
    [{ type: 'report', attemptId: 'a', txHash: hash, at: startedAt, source: 'browser' }],
    order,
  )

  function listening(execute: () => Response) {
    const told: unknown[] = []
    const provider = providerOver(async (input, init) => {
      if (!String(input).endsWith('/off-ramp/execute')) return new Response(page([row()]))
      told.push(JSON.parse(String(init?.body)))
      return execute()
    })
    return { told, provider }
  }

  const done = () =>
    new Response(JSON.stringify({ success: true, data: { id: rowId, status: 'IN_PROGRESS' } }))

  test('happens once, however often it is reported and the order is read', async () => {
    const { told, provider } = listening(done)
    expect(await provider.confirmDeposit?.(reported, hash, {})).toMatchObject([
      { rowId, state: 'processing' },
    ])
    expect(await provider.confirmDeposit?.(reported, hash, {})).toEqual([])
    await provider.readOrder(reported, {})
    expect(told).toEqual([{ transactionId: rowId, transactionHash: hash }])
  })

  test('that failed is done again while they still wait, and stands in nobody’s way', async () => {
    let answer = () => new Response('', { status: 503 })
    const { told, provider } = listening(() => answer())
    expect((await failure(Promise.resolve(provider.confirmDeposit?.(reported, hash, {})))).code).toBe(
      'provider_unavailable',
    )
    expect(await provider.readOrder(reported, {})).toMatchObject([{ state: 'waiting' }])
    answer = done
    expect(await provider.readOrder(reported, {})).toMatchObject([
      { state: 'waiting' },
      { state: 'processing' },
    ])
    await provider.readOrder(reported, {})
    expect(told).toHaveLength(3)
  })

  test('reaches them for a deposit that only the chain has shown', async () => {
    const { told, provider } = listening(done)
    const transfer = {
      type: 'transfer',
      network: 'eip155:137',
      asset: '0x3c499c542cef5e3811e1192ce70d8cc03d5c3359',
      from: seller,
      to: depositAddress,
      units: '100000000',
      txHash: hash,
      logIndex: 0,
      blockNumber: 1,
      blockHash: `0x${'1'.repeat(64)}`,
      standing: 'included',
      at: startedAt,
      source: 'chain',
    } as const
    const bound = heard(await provider.readOrder(order, {}), order)
    await provider.readOrder(heard([{ ...transfer, to: seller }], bound), {})
    expect(told).toEqual([])
    await provider.readOrder(heard([transfer], bound), {})
    expect(told).toEqual([{ transactionId: rowId, transactionHash: hash }])
  })

  test('that is not answered keeps nobody from reading the order', async () => {
    const silent: typeof fetch = async (input, init) => {
      if (!String(input).endsWith('/off-ramp/execute')) return new Response(page([row()]))
      return await new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
      })
    }
    const provider = providerOver(silent, { timeoutMs: 20 })
    expect(await provider.readOrder(reported, {})).toMatchObject([{ state: 'waiting' }])
  })

  test('of several transactions none is told', async () => {
    const { told, provider } = listening(done)
    const two = heard([{ type: 'row', rowId: 'tx-2', fields: {}, at: startedAt, source: 'poll' }], order)
    expect(await provider.confirmDeposit?.(two, hash, {})).toEqual([])
    expect(told).toEqual([])
  })
})
