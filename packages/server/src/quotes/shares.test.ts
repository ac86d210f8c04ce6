import { expect, it } from 'vitest'
import { createShares } from './shares.ts'

it('whoever has nothing waiting is next, and those who ask more are not kept waiting for ever', () => {
  const shares = createShares()
  const queue = Array.from({ length: 100 }, (_, at) => ({ who: `flood ${at}`, tag: shares.tag('flooder') }))
  const order: string[] = []
  for (let turn = 0; turn < 40; turn++) {
    queue.push({ who: `new ${turn}`, tag: shares.tag(`user ${turn}`) })
    const next = queue.reduce((best, one) => (one.tag < best.tag ? one : best))
    queue.splice(queue.indexOf(next), 1)
    shares.serve(next.tag)
    order.push(next.who)
  }
  const flood = order.filter((who) => who.startsWith('flood')).length
  expect(order.slice(0, 3)).toContain('new 0')
  expect(flood).toBeGreaterThanOrEqual(4)
  expect(flood).toBeLessThanOrEqual(21)
  expect(order.filter((who) => who.startsWith('new'))).toEqual(
    Array.from({ length: 40 - flood }, (_, at) => `new ${at}`),
  )
})

it('what is not served is not held against who asked', () => {
  const shares = createShares()
  const tag = shares.tag('a')
  for (let i = 0; i < 50; i++) shares.refund('a', shares.tag('a'))
  expect(shares.tag('a')).toBe(tag + 1)
})

it('forgets those who have nothing to wait for', () => {
  const shares = createShares()
  for (let i = 0; i < 5_000; i++) shares.serve(shares.tag(`user ${i}`))
  expect(shares.tag('user 4999')).toBeCloseTo(2_500.5)
  shares.forget()
  expect(shares.tag('user 4999')).toBe(0.5)
})
