import { isOfframpError } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { parseJsonExactly } from '@offrampkit/core/money'
import type { RowEvent } from '@offrampkit/core/order'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { depositAddress, fresh, heard, page, registry, row, startedAt } from './fixtures/sale.ts'
import { networkMap } from './networks.ts'
import { rowEvent } from './rows.ts'
import { readTransactions } from './wire/transaction.ts'

/** 5,000 with every run; `OFFRAMPKIT_HISTORIES=100000` takes half a minute of one core. */
const histories = Number(process.env.OFFRAMPKIT_HISTORIES ?? 5_000)
const now = startedAt + 5 * 60_000
const networks = networkMap()

/** What is right with a row, and everything that a right one may never be. */
const live = {
  good: {},
  as_number: { cryptoAmount: 100 },
  pending: { status: 'PENDING' },
  pending_funds: { status: 'PENDING_FUNDS' },
} as const
/** Wrong in a way that time does not mend: the order must stop. */
const wrong = {
  unknown_chain: { blockchainSymbol: 'STK' },
  chain_without_it: { blockchainSymbol: 'WLD' },
  unknown_token: { tokenSymbol: 'USDC.x' },
  token_contract: { destinationWalletAddress: '0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359' },
  own_address: { destinationWalletAddress: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8' },
  bad_checksum: { destinationWalletAddress: '0x90f79bf6EB2c4f870365E785982E1f101E93b906' },
  zero_address: { destinationWalletAddress: '0x0000000000000000000000000000000000000000' },
  other_token: { tokenSymbol: 'USDT' },
  other_chain: { blockchainSymbol: 'BASE' },
  other_amount: { cryptoAmount: '100.01' },
  bad_amount: { cryptoAmount: '1e2' },
  too_fine: { cryptoAmount: '100.0000001' },
  zero: { cryptoAmount: '0' },
} as const
/** Not there yet, over, or of another time: passed over. */
const past = {
  no_address: { destinationWalletAddress: null },
  no_amount: { cryptoAmount: '' },
  no_time: { createdAt: null },
  no_chain: { blockchainSymbol: undefined },
  no_token: { tokenSymbol: undefined },
  stale: { createdAt: '2026-11-21T11:49:00Z' },
  of_yesterday: { createdAt: '2026-11-20T12:00:00Z' },
  paid_into: { invoice: { transactionHash: `0x${'c'.repeat(64)}` } },
  received: { status: 'CRYPTO_RECEIVED' },
  done: { status: 'COMPLETED' },
  cancelled: { status: 'CANCELLED', cancellationReason: 'NAME_VERIFICATION_FAILED' },
  failed: { status: 'FAILED' },
  not_received: { status: 'CRYPTO_NOT_RECEIVED' },
  expired: { status: 'EXPIRED' },
  new_word: { status: 'ON_HOLD' },
  purchase: { status: 'FIAT_RECEIVED' },
} as const
const shapes: Record<string, Record<string, unknown>> = { ...live, ...wrong, ...past }
/** A second telling of a row that changes what is sent. */
const changes: readonly Record<string, unknown>[] = [
  { destinationWalletAddress: '0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65' },
  { cryptoAmount: '1000' },
  { tokenSymbol: 'USDT' },
  { blockchainSymbol: 'BASE' },
]
/** Words that come later and end the row. */
const endings = ['CRYPTO_RECEIVED', 'COMPLETED', 'CANCELLED', 'FAILED', 'EXPIRED', 'IN_PROGRESS']

interface Entry {
  kind: string
  changed: Record<string, unknown> | null
  ended: string | null
}

/** The row that may be paid: as it should be from the first, or with its address told later, once. */
function isRight({ kind, changed, ended }: Entry): boolean {
  if (ended !== null) return false
  return changed === null ? kind in live : kind === 'no_address' && 'destinationWalletAddress' in changed
}

function read(rows: readonly unknown[]): RowEvent[] {
  try {
    return readTransactions(parseJsonExactly(page(rows))).map((one) => rowEvent(one, networks, now, 'poll'))
  } catch (error) {
    if (isOfframpError(error)) return []
    throw error
  }
}

test(`I-9 in ${histories} histories: bound exactly when one row is right, none is wrong, and nothing changed`, () => {
  const kinds = [...Object.keys(live), ...Object.keys(live), ...Object.keys(shapes)]
  const seldom = <value>(arbitrary: fc.Arbitrary<value>) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
  const entry = fc.record({
    kind: fc.constantFrom(...kinds),
    changed: seldom(fc.constantFrom(...changes)),
    ended: seldom(fc.constantFrom(...endings)),
  })
  const history = fc.array(entry, { maxLength: 4 })
  let bound = 0
  fc.assert(
    fc.property(history, fc.boolean(), fc.boolean(), (entries, backwards, twice) => {
      const events = entries.flatMap(({ kind, changed, ended }, at) => {
        const told = row({ ...shapes[kind], id: `tx-${at}` })
        return [
          ...read([told]),
          ...(changed ? read([{ ...told, ...changed }]) : []),
          ...(ended ? read([{ ...told, status: ended }]) : []),
        ]
      })
      const order = [...(backwards ? events.toReversed() : events), ...(twice ? events : [])]
      const binding = bindDeposit(heard(order, fresh), registry, now)

      const right = entries.filter(isRight)
      const stopped = entries.some(
        (one) => !one.ended && ((one.kind in live && one.changed) || (one.kind in wrong && !one.changed)),
      )
      // A wrong or incomplete row that was told in two ways may be anything but paid.
      const open = entries.some((one) => !one.ended && one.changed && !(one.kind in live) && !isRight(one))
      if (right.length > 1) expect(binding.state).toBe('several')
      else if (stopped) expect(binding.state).toBe('refused')
      else if (!open) expect(binding.state).toBe(right.length === 1 ? 'ready' : 'waiting')
      if (binding.state !== 'ready') return
      bound += 1
      // Whatever was generated, what is bound is the one right row, to the letter.
      const entry = entries[Number(binding.instruction.rowId.slice(3))]
      expect(entry && isRight(entry)).toBe(true)
      const to = entry?.changed?.destinationWalletAddress ?? depositAddress
      expect(binding.instruction).toMatchObject({ to, units: 100_000_000n, amountKind: 'exact' })
      expect(binding.instruction.asset).toMatchObject({ network: 'eip155:137', symbol: 'USDC' })
    }),
    { numRuns: histories, seed: 7 },
  )
  // The property is not true because nothing ever binds.
  expect(bound).toBeGreaterThan(histories / 10)
}, 300_000)

test('it is not offered any more, an hour after it was made, less a margin', () => {
  const order = heard(read([row()]), fresh)
  const end = startedAt + 57 * 60_000
  expect(bindDeposit(order, registry, end - 1).state).toBe('ready')
  expect(bindDeposit(order, registry, end).state).toBe('waiting')
})
