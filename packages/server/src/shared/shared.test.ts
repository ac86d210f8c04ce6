import { describe, expect, it } from 'vitest'
import { describeSharedConformance } from '../testing/sharedConformance.ts'
import { lapsing } from './lapsing.ts'
import { memoryShared } from './memory.ts'

describeSharedConformance('memory', async (now) => ({ shared: memoryShared({ now }) }), { describe, it })

it('memory stays bounded: what has lapsed goes first, then what is oldest', () => {
  let time = 0
  const map = lapsing<number>(() => time, 10)
  for (let i = 0; i < 5; i++) map.set(`short ${i}`, i, 1)
  for (let i = 0; i < 5; i++) map.set(`long ${i}`, i, 1_000)
  time = 1
  map.set('one more', 0, 1_000)
  expect(map.get('short 4')).toBeUndefined()
  expect(map.get('long 0')?.value).toBe(0)
  for (let i = 0; i < 100; i++) map.set(`flood ${i}`, i, 1_000)
  expect(map.get('long 0')).toBeUndefined()
  expect(map.get('flood 99')?.value).toBe(99)
  const left = Array.from({ length: 100 }, (_, i) => map.get(`flood ${i}`)).filter(Boolean)
  expect(left.length).toBeLessThanOrEqual(10)
})
