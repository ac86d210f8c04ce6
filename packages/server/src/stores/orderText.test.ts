import { expect, it } from 'vitest'
import { sampleOrder } from '../testing/storeSamples.ts'
import { orderText, parseOrder } from './orderText.ts'

const { order } = sampleOrder({ ownerId: 'ada' })
const text = JSON.stringify({ ...order, laterMember: 1 })

it('an order that was read keeps its own text, and no other order has it', () => {
  const read = parseOrder(text)
  expect(orderText(read)).toBe(text)
  for (const other of [{ ...read }, structuredClone(read), order])
    expect(orderText(other)).toBe(JSON.stringify(other))
})

it.each(['\n', ' ', '\r\n\t'])('text with something behind it, as by hand, is written anew: %j', (behind) => {
  const read = parseOrder(`${text}${behind}`)
  expect(orderText(read)).toBe(text)
})
