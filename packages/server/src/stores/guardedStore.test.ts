import { expect, it } from 'vitest'
import { guardedStore } from './guardedStore.ts'
import { memoryStore } from './memory.ts'

it('waits half a minute for a store that never answers, and for no other', async () => {
  const timers = new Map<() => void, number>()
  const after = (ms: number, run: () => void) => {
    timers.set(run, ms)
    return () => timers.delete(run)
  }
  const store = memoryStore()
  const guarded = guardedStore(
    { ...store, consume: () => new Promise(() => undefined), order: () => Promise.reject(new Error('No.')) },
    after,
  )
  expect(await guarded.isConsumed('k', 0)).toBe(false)
  await expect(guarded.order('x')).rejects.toMatchObject({ code: 'store_failed' })
  expect(timers.size).toBe(0)
  const waiting = guarded.consume('k', 1, 0)
  await expect.poll(() => timers.size).toBe(1)
  expect([...timers.values()]).toEqual([30_000])
  for (const run of timers.keys()) run()
  await expect(waiting).rejects.toMatchObject({ code: 'store_failed' })
})
