import { isOfframpError } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { parseJsonExactly } from '@offrampkit/core/money'
import { merge, type Order, type RowEvent, statusOf } from '@offrampkit/core/order'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mutate, seeded } from '../testing/mutate.ts'
import { depositAddress, order, page, registry, row, seller, startedAt } from './fixtures/sale.ts'
import { networkMap } from './networks.ts'
import { rowEvent } from './rows.ts'
import { readTransactionPage, readWebhook } from './wire/transaction.ts'

const now = startedAt + 60_000
const networks = networkMap()

/** What the provider does with a body of the status API; `null` for a typed error. Anything else that is thrown fails. */
function readRows(body: string): RowEvent[] | null {
  try {
    const { transactions } = readTransactionPage(parseJsonExactly(body))
    return transactions.map((one) => rowEvent(one, networks, now, 'poll'))
  } catch (error) {
    if (!isOfframpError(error)) throw error
    return null
  }
}

const after = (events: readonly RowEvent[]): Order => ({ ...order, facts: events.reduce(merge, order.facts) })
const words = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '',
    '0x',
    '25',
    '2.5e1',
    'USDC',
    'EUR',
    'base',
    seller,
    depositAddress,
    '0001-01-01T00:00:00Z',
  ),
)
const anything = fc.oneof(words, fc.jsonValue({ maxDepth: 2 }))

describe('I-18: whatever arrives', () => {
  test('20,000 mutated answers: typed errors only, and no state that the intact answer does not have', () => {
    const body = page([row()], 'next')
    for (let seed = 1; seed <= 20_000; seed += 1) {
      const heard = after(readRows(mutate(body, seeded(seed))) ?? [])
      expect(['opened', 'awaiting_deposit', 'expired', 'conflict']).toContain(statusOf(heard, now).kind)
      const binding = bindDeposit(heard, registry, now)
      if (binding.state === 'ready')
        expect(binding.instruction).toMatchObject({ to: depositAddress, from: seller })
    }
  }, 60_000)

  test('10,000 rows of anything: at most the status that is written there, and never a wrong instruction', () => {
    const names = Object.keys(row()).filter((name) => name !== 'status')
    const changes = fc.dictionary(fc.constantFrom(...names, '__proto__', 'toAddress', 'id'), anything, {
      maxKeys: 4,
    })
    fc.assert(
      fc.property(changes, (changed) => {
        const heard = after(readRows(page([{ ...row(), ...changed }])) ?? [])
        const { kind } = statusOf(heard, now)
        // A hash of the right kind says that they have received it; nothing else gets further than waiting.
        expect(['opened', 'awaiting_deposit', 'expired', 'received', 'conflict']).toContain(kind)
        const binding = bindDeposit(heard, registry, now)
        if (binding.state !== 'ready') return
        const { instruction } = binding
        expect(instruction.asset.network).toBe('eip155:8453')
        expect(instruction.asset.symbol).toBe('USDC')
        expect(instruction.from).toBe(seller)
        expect(instruction.to).toMatch(/^0x[0-9a-fA-F]{40}$/)
        expect(instruction.units).toBe(BigInt(Math.round(Number(instruction.amount) * 1e6)))
      }),
      { numRuns: 10_000, seed: 7 },
    )
  }, 60_000)

  test('5,000 bodies of anything, as an answer and as a webhook', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 4 }), fc.string()), (body) => {
        expect(readRows(body) ?? []).toEqual([])
        try {
          expect(readWebhook(parseJsonExactly(body)).transaction).toBeNull()
        } catch (error) {
          expect(isOfframpError(error)).toBe(true)
        }
      }),
      { numRuns: 5_000, seed: 7 },
    )
  }, 60_000)

  test('bodies made to be expensive', () => {
    const many = page(Array.from({ length: 1_001 }, () => row()))
    expect(readRows(many)).toBeNull()
    expect(readRows(`{"transactions":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)).toBeNull()
    expect(readRows(page([row({ asset: 'A'.repeat(1_000_000) })]))).toBeNull()
  })
})

describe('I-9: generated histories', () => {
  const live = ['good', 'wrong_sender', 'in_euro', 'unknown_network', 'token_contract'] as const
  const past = ['stale', 'failed', 'expired', 'paid_long_ago', 'not_told_yet', 'other_status'] as const
  type Kind = (typeof live)[number] | (typeof past)[number]

  const shapes: Record<Kind, Record<string, unknown>> = {
    good: {},
    wrong_sender: { from_address: depositAddress },
    in_euro: { sell_amount: { value: '25', currency: 'EUR' } },
    unknown_network: { network: 'base-sepolia' },
    token_contract: { to_address: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913' },
    stale: { created_at: '2026-11-21T11:58:00Z' },
    failed: { status: 'TRANSACTION_STATUS_FAILED' },
    expired: { status: 'TRANSACTION_STATUS_EXPIRED' },
    paid_long_ago: { status: 'TRANSACTION_STATUS_SUCCESS', created_at: '2026-10-21T12:00:00Z' },
    not_told_yet: { to_address: '', from_address: '' },
    other_status: { status: 'TRANSACTION_STATUS_ON_HOLD' },
  }

  test('5,000 histories, cut into answers and repeated at will: bound exactly when one row is right and none is wrong', () => {
    const history = fc.array(fc.constantFrom<Kind>(...live, ...past), { maxLength: 6 })
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 3 }), fc.boolean(), (kinds, perPage, twice) => {
        const rows = kinds.map((kind, at) => row({ ...shapes[kind], transaction_id: `row-${at}` }))
        const events: RowEvent[] = []
        for (let at = 0; at < rows.length; at += perPage)
          events.push(...(readRows(page(rows.slice(at, at + perPage))) ?? []))
        if (twice) events.push(...events.toReversed())
        const binding = bindDeposit(after(events), registry, now)

        const good = kinds.filter((kind) => kind === 'good').length
        const wrong = kinds.some((kind) => kind !== 'good' && (live as readonly Kind[]).includes(kind))
        const expected = good > 1 ? 'several' : wrong ? 'refused' : good === 1 ? 'ready' : 'waiting'
        expect(binding.state).toBe(expected)
        if (binding.state === 'ready') expect(binding.instruction.rowId).toBe(`row-${kinds.indexOf('good')}`)
      }),
      { numRuns: 5_000, seed: 7 },
    )
  }, 60_000)
})
