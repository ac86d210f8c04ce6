import { expect, it, vi } from 'vitest'
import { createNewsHub } from './hub.ts'
import type { NewsListener } from './newsListener.ts'

it('tells those who listen to the order, each once, until they stop', () => {
  const hub = createNewsHub()
  const heard: [string, number][] = []
  const same = (version: number) => heard.push(['a', version])
  const stops = [
    hub.listen('a', same),
    hub.listen('a', same),
    hub.listen('b', (version) => heard.push(['b', version])),
  ]
  hub.publish({ orderId: 'a', version: 2 })
  hub.publish({ orderId: 'c', version: 3 })
  expect(heard).toEqual([
    ['a', 2],
    ['a', 2],
  ])
  stops[0]?.()
  stops[0]?.()
  expect(hub.size).toBe(2)
  hub.publish({ orderId: 'a', version: 4 })
  hub.publish({ orderId: 'b', version: 5 })
  expect(heard.slice(2)).toEqual([
    ['a', 4],
    ['b', 5],
  ])
  for (const stop of stops) stop()
  expect(hub.size).toBe(0)
})

it('stops nobody else when one stops late, or while it tells', () => {
  const hub = createNewsHub()
  const first = hub.listen('a', () => undefined)
  first()
  const heard: number[] = []
  const second = hub.listen('a', (version) => {
    heard.push(version)
    second()
  })
  hub.listen('a', (version) => heard.push(version))
  first()
  hub.publish({ orderId: 'a', version: 1 })
  hub.publish({ orderId: 'a', version: 2 })
  expect(heard).toEqual([1, 1, 2])
})

it('listens elsewhere while somebody listens here, and tells each news once', async () => {
  const ears: NewsListener[] = []
  const stopped = vi.fn()
  const listen = (ear: NewsListener) => {
    ears.push(ear)
    return stopped
  }
  const versionOf = vi.fn(async () => 9)
  const hub = createNewsHub({ sources: [listen, listen], versionOf, after: () => () => undefined })
  expect(ears).toHaveLength(0)
  const heard: number[] = []
  const stops = [hub.listen('a', (version) => heard.push(version)), hub.listen('b', () => undefined)]
  expect(ears).toHaveLength(2)
  hub.publish({ orderId: 'a', version: 2 })
  for (const ear of ears) ear.onChange({ orderId: 'a', version: 2 })
  for (const ear of ears) ear.onChange({ orderId: 'a', version: 3 })
  ears[1]?.onChange({ orderId: 'a', version: 1 })
  expect(heard).toEqual([2, 3])
  ears[0]?.onGap()
  await vi.waitFor(() => expect(heard).toEqual([2, 3, 9]))
  expect(versionOf).toHaveBeenCalledTimes(2)
  stops[0]?.()
  expect(stopped).not.toHaveBeenCalled()
  stops[1]?.()
  stops[1]?.()
  expect(stopped).toHaveBeenCalledTimes(2)
  hub.listen('a', () => undefined)()
  expect(ears).toHaveLength(4)
})
