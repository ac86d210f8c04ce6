import { expect, test } from 'vitest'
import { effectOf } from '../find/effect.ts'
import { ignore } from '../testing/personas.ts'
import { simBench } from '../testing/simBench.ts'
import { claimOf } from './claims.ts'
import type { Context } from './context.ts'

const hash = `0x${'77'.repeat(32)}`
const relayer = `0x${'ee'.repeat(20)}`

/** Two orders for the same transfer; the account has used nonces before. */
async function twoOrders(holds: boolean) {
  const b = simBench()
  b.chain.send({ from: b.order.sender, to: relayer, value: 0n, data: '0x' })
  b.mine()
  b.wallet.persona = ignore
  void (await b.tab().arm(b.order, b.wallet)).fire()
  const [attempt] = b.rows.get(b.order.orderId)?.attempts ?? []
  if (!attempt) throw new Error('The attempt is written ahead.')
  const other = holds ? { ...attempt, phase: 'hash' as const, txHash: hash } : attempt
  b.rows.set('BBBBBBBBBBBBBBBBBBBBBA', { orderId: 'BBBBBBBBBBBBBBBBBBBBBA', rev: 2, attempts: [other] })
  const effect = effectOf(attempt.transaction, b.order.sender)
  if (!effect) throw new Error('A plain transfer has an effect.')
  const context = { ports: b.ports } as Context
  return (from: string, nonce: number) => claimOf(context, b.order.orderId, effect, { hash, from, nonce })
}

test('a transaction that another order holds is taken, also where another account carried it', async () => {
  const claim = await twoOrders(true)
  expect(await claim(relayer, 0)).toBe('taken')
  expect(await claim(`0x${'a1'.repeat(20)}`, 1)).toBe('taken')
})

test('one that another open order may have sent is contested, whatever nonce a relayer’s transaction has', async () => {
  const claim = await twoOrders(false)
  expect(await claim(relayer, 0)).toBe('contested')
  // The account had used this nonce when the other order was armed.
  expect(await claim(`0x${'a1'.repeat(20)}`, 0)).toBe('free')
})
