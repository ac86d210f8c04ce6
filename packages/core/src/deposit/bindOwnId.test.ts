import { describe, expect, test } from 'vitest'
import { depositAddress, goodFields, minute, orderOf, other, registry, rules, t0 } from '../../test/orders.ts'
import type { RowEvent, RowField, RowState } from '../order/event.ts'
import { idToHex } from '../order/id.ts'
import { statusOf } from '../order/status.ts'
import { bindDeposit } from './bind.ts'
import type { BindRules } from './rules.ts'

const now = t0 + 2 * minute
const orderId = 'AAECAwQFBgcICQoLDA0ODw'
const ownId = idToHex(orderId)
const own: BindRules = { ...rules, rowId: 'order_hex', asAsked: ['amount', 'asset', 'network'] }

function row(
  changes: Partial<Record<RowField, string>> = {},
  rowId = ownId,
  state: RowState = 'waiting',
): RowEvent {
  return { type: 'row', rowId, state, fields: { ...goodFields, ...changes }, at: now, source: 'webhook' }
}

const orderWith = (events: readonly RowEvent[], using: BindRules = own) =>
  orderOf(events, { orderId, rules: using })
const bind = (events: readonly RowEvent[]) => bindDeposit(orderWith(events), registry, now)

describe('rows that carry the id of the order', () => {
  test('one under that id is paid', () => {
    expect(bind([row()])).toMatchObject({
      state: 'ready',
      instruction: { rowId: ownId, to: depositAddress, amount: '25', differences: [] },
    })
  })

  test.each([idToHex('AAECAwQFBgcICQoLDA0ODg'.replace(/g$/, 'A')), ownId.toUpperCase(), 'a', ''])(
    'one under %s is not, and puts nothing in doubt',
    (rowId) => {
      expect(bind([row({}, rowId)])).toMatchObject({ state: 'waiting' })
      expect(bind([row(), row({}, rowId)])).toMatchObject({ state: 'ready', instruction: { rowId: ownId } })
      expect(statusOf(orderWith([row({}, rowId, 'paid')]), now).kind).toBe('created')
    },
  )

  test('its id says whose it is: another sender is followed to the end, and never paid', () => {
    const elsewhere = orderWith([row({ from: other }, ownId, 'paid')])
    expect(statusOf(elsewhere, now).kind).toBe('paid')
    expect(statusOf(orderWith([row({ from: other }, ownId, 'paid')], rules), now).kind).not.toBe('paid')
    expect(bind([row({ from: other })])).toMatchObject({
      state: 'refused',
      rejected: [{ reasons: ['wrong_sender'] }],
    })
  })

  test('an order without such an id has no row', () => {
    const odd = orderOf([row()], { orderId: 'not-an-id', rules: own })
    expect(bindDeposit(odd, registry, now).state).toBe('waiting')
  })
})

describe('what must be as it was asked for', () => {
  test.each<[Partial<Record<RowField, string>>, string]>([
    [{ amount: '25.000001' }, 'amount'],
    [{ asset: 'EURC', amountCurrency: 'EURC' }, 'asset'],
    [{ network: 'eip155:1' }, 'network'],
  ])('%o is refused', (changes, field) => {
    expect(bind([row(changes)])).toMatchObject({
      state: 'refused',
      rejected: [{ reasons: ['not_as_asked'], fields: [field] }],
    })
    const shown = bindDeposit(orderWith([row(changes)], { ...own, asAsked: [] }), registry, now)
    expect(shown).toMatchObject({ state: 'ready', instruction: { differences: [{ field }] } })
  })

  test('the same number in other notation is as asked', () => {
    expect(bind([row({ amount: '25.0' })]).state).toBe('ready')
  })
})
