import { expect, it } from 'vitest'
import { createNewsHub } from './hub.ts'

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
