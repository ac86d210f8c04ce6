import { expect, it, vi } from 'vitest'
import { createCatchUp } from './catchUp.ts'

function bench(versions: Record<string, number | Error | null>) {
  const timers: { ms: number; run: () => void }[] = []
  const publish = vi.fn()
  let asking = 0
  let most = 0
  const catchUp = createCatchUp({
    orders: () => Object.keys(versions),
    async versionOf(orderId) {
      most = Math.max(most, ++asking)
      await Promise.resolve()
      asking--
      const version = versions[orderId]
      if (version instanceof Error) throw version
      return version ?? null
    },
    publish,
    after(ms, run) {
      const timer = { ms, run }
      timers.push(timer)
      return () => timers.splice(timers.indexOf(timer), 1)
    },
  })
  return { catchUp, publish, timers, most: () => most }
}

it('reads every watched order, a few at a time', async () => {
  const versions = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`o${at}`, at + 1]))
  const { catchUp, publish, most } = bench({ ...versions, gone: null })
  catchUp.start()
  await vi.waitFor(() => expect(publish).toHaveBeenCalledTimes(50))
  expect(publish).toHaveBeenCalledWith({ orderId: 'o49', version: 50 })
  expect(most()).toBe(4)
})

it('tries again, later and later, until it could read', async () => {
  const versions: Record<string, number | Error> = { a: new Error('Down.') }
  const { catchUp, publish, timers } = bench(versions)
  catchUp.start()
  const waits: number[] = []
  for (let round = 0; round < 8; round++) {
    await vi.waitFor(() => expect(timers).toHaveLength(1))
    const [timer] = timers
    waits.push(timer?.ms ?? 0)
    if (round === 7) versions.a = 3
    timer?.run()
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  await vi.waitFor(() => expect(publish).toHaveBeenCalledWith({ orderId: 'a', version: 3 }))
  expect(timers).toEqual([])
})

it('reads again what was missed while it read', async () => {
  const versions: Record<string, number> = { a: 1 }
  const { catchUp, publish } = bench(versions)
  catchUp.start()
  catchUp.start()
  versions.a = 2
  await vi.waitFor(() => expect(publish).toHaveBeenCalledTimes(2))
})

it('leaves no timer behind when it is stopped, also in the middle', async () => {
  const { catchUp, timers, publish } = bench({ a: new Error('Down.') })
  catchUp.start()
  await vi.waitFor(() => expect(timers).toHaveLength(1))
  timers[0]?.run()
  catchUp.stop()
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  expect(timers).toEqual([])
  expect(publish).not.toHaveBeenCalled()
})
