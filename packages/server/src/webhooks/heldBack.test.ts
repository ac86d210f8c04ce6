import type { AttemptView, OrderEvent, RowState } from '@offrampkit/core/order'
import { expect, it } from 'vitest'
import { sampleOrder } from '../testing/storeSamples.ts'
import { heldBack } from './heldBack.ts'

const { order } = sampleOrder({ ownerId: 'ada' })
const said = (state: RowState): OrderEvent[] => [
  { type: 'row', rowId: 'r', state, fields: { amount: '25', payout: '24' }, at: 7, source: 'webhook' },
]
const attempt = (more: Partial<AttemptView>) => ({ phase: 'armed', ...more }) as AttemptView

it.each<[RowState, RowState[]]>([
  ['waiting', []],
  ['received', []],
  ['processing', []],
  ['paid', []],
  ['expired', ['expired']],
  ['cancelled', ['cancelled']],
  ['failed', ['cancelled']],
])('of %s, which nobody can be asked about, is believed: %j', (state, believed) => {
  const held = heldBack({ ...order, attempts: [] }, said(state))
  expect(held.map((event) => event.state)).toEqual(believed)
  for (const event of held) expect(event.fields).toEqual({})
})

it('nothing is believed while a wallet may have been asked, or the user said that they sent', () => {
  const { facts } = order
  const declared = { ...facts, steps: { ...facts.steps, declared: 5 } }
  for (const sent of [
    { ...order, attempts: [attempt({})] },
    { ...order, attempts: [attempt({ phase: 'hash', txHash: `0x${'a'.repeat(64)}` })] },
    { ...order, attempts: [], facts: declared as unknown as typeof facts },
  ])
    expect(heldBack(sent, said('failed'))).toEqual([])
})
