import { merge, noFacts, type OrderEvent } from '@offrampkit/core/order'
import { expect, test } from 'vitest'
import type { OfframpStatus } from '../order/offrampStatus.ts'
import { storyFacts, storyRow } from '../testing/storyFacts.ts'
import { storyDeposit, storyHash, storyOrder, storySender } from '../testing/storyWorld.ts'
import { depositHash } from './saleFacts.ts'

const seen = storyFacts.included.events.find((event) => event.type === 'transfer') as Extract<
  OrderEvent,
  { type: 'transfer' }
>
const asset = { network: seen.network, address: seen.asset }
const ready = { state: 'ready', instruction: { asset, units: 25_000_000n, to: storyDeposit } }

/** A status of whose own words none names a transaction. */
const statusOf = (events: readonly OrderEvent[], more: object = {}) => {
  const order = { ...storyOrder, facts: events.reduce(merge, noFacts) }
  const status = { order, attempts: [], binding: ready, status: { kind: 'awaiting_deposit' }, ...more }
  return { status: status as unknown as OfframpStatus }
}
const hashOf = (transfer: Partial<typeof seen>) =>
  depositHash(statusOf([storyRow('waiting'), { ...seen, ...transfer } as OrderEvent]))

test('the transfer that pays the order is its deposit', () => {
  expect(hashOf({})).toBe(storyHash)
  expect(hashOf({ from: storySender.toLowerCase() })).toBe(storyHash)
})

test.each<[string, Partial<typeof seen>]>([
  ['somebody else sent', { from: `0x${'9'.repeat(40)}` }],
  ['is of other units', { units: '1' }],
  ['moves nothing', { units: '0' }],
  ['went to another address', { to: `0x${'9'.repeat(40)}` }],
  ['is on another network', { network: 'eip155:1' }],
  ['is no longer on its chain', { standing: 'reorged' }],
  ['was called another asset', { differs: 'asset' }],
])('one that %s is not', (_, transfer) => {
  expect(hashOf(transfer)).toBeNull()
})

test('the true one is found beside one that only looks like it', () => {
  const dust = { ...seen, units: '1', txHash: `0x${'a'.repeat(64)}`, logIndex: 1 }
  expect(depositHash(statusOf([storyRow('waiting'), dust, seen]))).toBe(storyHash)
})

test('a try that is proven to have sent nothing names nothing', () => {
  const attempts = [...storyFacts.reverted.attempts]
  expect(attempts[0]?.txHash).toBe(storyHash)
  expect(depositHash(statusOf([storyRow('waiting')], { attempts }))).toBeNull()
})

test("the hash of the order's own row counts, another sender's row's does not", () => {
  const row = (from: string) => depositHash(statusOf([storyRow('waiting', { from, txHash: storyHash })]))
  expect(row(storySender)).toBe(storyHash)
  expect(row(`0x${'9'.repeat(40)}`)).toBeNull()
})
