import { createAssetRegistry, evmNetwork } from '@offrampkit/core'
import { describe, expect, test, vi } from 'vitest'
import { httpChain } from './chain.ts'
import { createServerClock } from './clock.ts'
import { webLock } from './lock.ts'
import { localMarks } from './marks.ts'
import { channelNews } from './news.ts'
import { windowPage } from './page.ts'
import { createBrowserPorts } from './ports.ts'

describe('the server’s clock', () => {
  const parts = () => {
    const at = { wall: 1_000_000, steady: 50 }
    return { at, clock: createServerClock({ performance: { now: () => at.steady }, date: () => at.wall }) }
  }

  test.each([-86_400_000, 0, 86_400_000])('is right on a computer that is %i ms off', (skew) => {
    const { at, clock } = parts()
    at.wall += skew
    clock.sync(5_000_000)
    at.wall += 1_000
    at.steady += 1_000
    expect(clock.now()).toBe(5_001_000)
  })

  test('goes on while the computer sleeps, and never back', () => {
    const { at, clock } = parts()
    clock.sync(5_000_000)
    at.wall += 3_600_000
    at.steady += 10
    expect(clock.now()).toBe(8_600_000)
    at.wall -= 7_200_000
    expect(clock.now()).toBe(5_000_010)
  })

  test('an answer that waited while the computer slept brings no deadline further away', () => {
    const { at, clock } = parts()
    clock.sync(5_000_000)
    const askedAt = clock.now()
    at.wall += 3_600_000
    clock.sync(5_000_300, askedAt)
    expect(clock.now()).toBe(8_600_300)
    clock.sync(8_600_900, clock.now())
    expect(clock.now()).toBe(8_600_900)
  })

  test('ignores what is no time', () => {
    const { clock } = parts()
    clock.sync(5_000_000)
    clock.sync(Number.NaN)
    clock.sync(0)
    expect(clock.now()).toBe(5_000_000)
  })

  test('calls back once, unless it is cancelled', () => {
    vi.useFakeTimers()
    try {
      const { clock } = parts()
      const calls: string[] = []
      clock.after(100, () => calls.push('kept'))
      clock.after(100, () => calls.push('cancelled'))()
      clock.after(10 ** 12, () => calls.push('far away'))
      vi.advanceTimersByTime(1_000)
      expect(calls).toEqual(['kept'])
    } finally {
      vi.useRealTimers()
    }
  })
})

describe.each([
  ['Web Locks', globalThis.navigator.locks],
  ['no Web Locks', null],
])('the lock over %s', (kind, locks) => {
  test('has one holder, and the next one as soon as it lets go', async () => {
    const lock = webLock(locks)
    const first = await lock.tryAcquire(`${kind} 1`)
    expect(first).not.toBeNull()
    expect(await lock.tryAcquire(`${kind} 1`)).toBeNull()
    first?.()
    expect(await lock.tryAcquire(`${kind} 1`)).not.toBeNull()
    expect(await lock.tryAcquire(`${kind} 2`)).not.toBeNull()
  })

  test('let go twice does not let go of another’s', async () => {
    const lock = webLock(locks)
    const first = await lock.tryAcquire(`${kind} 3`)
    first?.()
    expect(await lock.tryAcquire(`${kind} 3`)).not.toBeNull()
    first?.()
    expect(await lock.tryAcquire(`${kind} 3`)).toBeNull()
  })
})

test('Web Locks keep another tab out', async () => {
  const [one, two] = [webLock(), webLock()]
  const release = await one.tryAcquire('order')
  expect(await two.tryAcquire('order')).toBeNull()
  release?.()
  await vi.waitFor(async () => expect(await two.tryAcquire('order')).not.toBeNull())
})

test('notes are kept under a name of their own, and a blocked storage has none', () => {
  const stored = new Map<string, string>()
  const marks = localMarks({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
  })
  marks.set('disarmed:a')
  expect(marks.has('disarmed:a')).toBe(true)
  expect(marks.has('disarmed:b')).toBe(false)
  expect([...stored.keys()]).toEqual(['offrampkit:disarmed:a'])
  expect(localMarks(undefined).has('disarmed:a')).toBe(false)
})

test('news reaches the other tabs of this order, until they stop listening', async () => {
  const name = 'adapters.test'
  const [one, two] = [channelNews(name), channelNews(name)]
  const heard: string[] = []
  const stop = two.subscribe('a', () => heard.push('a'))
  two.subscribe('b', () => heard.push('b'))
  one.publish('a')
  await vi.waitFor(() => expect(heard).toEqual(['a']))
  stop()
  one.publish('a')
  one.publish('b')
  await vi.waitFor(() => expect(heard).toEqual(['a', 'b']))
})

test('the page’s end is heard until nobody listens', () => {
  const target = new EventTarget()
  const page = windowPage(target)
  let heard = 0
  const stop = page.onHide(() => {
    heard += 1
  })
  target.dispatchEvent(new Event('pagehide'))
  stop()
  target.dispatchEvent(new Event('pagehide'))
  expect(heard).toBe(1)
})

describe('a chain over HTTP', () => {
  const answering = (body: unknown) => {
    const asked: { url: string; init: RequestInit }[] = []
    const fetch = (async (url: string, init: RequestInit) => {
      asked.push({ url, init })
      return new Response(typeof body === 'string' ? body : JSON.stringify(body))
    }) as typeof globalThis.fetch
    return { asked, chain: httpChain('eip155:1', 'https://rpc.example', { fetch }) }
  }

  test('asks once by POST, uncached, and gives the result', async () => {
    const { asked, chain } = answering({ jsonrpc: '2.0', id: 1, result: '0x1' })
    expect(await chain.request({ method: 'eth_chainId' })).toBe('0x1')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.init).toMatchObject({ method: 'POST', cache: 'no-store' })
    expect(JSON.parse(String(asked[0]?.init.body))).toEqual({
      jsonrpc: '2.0',
      id: 1,
      method: 'eth_chainId',
      params: [],
    })
  })

  test('a result of null is a result', async () => {
    expect(await answering({ result: null }).chain.request({ method: 'x' })).toBeNull()
  })

  test('throws the node’s error with its code', async () => {
    const { chain } = answering({ error: { code: 3, message: 'execution reverted', data: '0x' } })
    await expect(chain.request({ method: 'eth_call' })).rejects.toMatchObject({
      code: 3,
      message: 'execution reverted',
    })
  })

  test.each([['<html>'], ['{}'], ['']])('%j is no answer', async (body) => {
    await expect(answering(body).chain.request({ method: 'x' })).rejects.toThrow()
  })
})

test('the ports of a browser know their chains, and no others', () => {
  const network = { id: evmNetwork(1), name: 'One', kind: 'evm' as const, finality: 1, blockTimeMs: 1 }
  const registry = createAssetRegistry({ networks: [network], assets: [] })
  const ports = createBrowserPorts({ registry, chains: { 'eip155:1': 'https://rpc.example' } })
  expect(ports.chains('eip155:1')).toBe(ports.chains('eip155:1'))
  expect(ports.chains('eip155:2')).toBeNull()
  expect(ports.tabId).toMatch(/^[A-Za-z0-9_-]{22}$/)
  expect(ports).not.toHaveProperty('deposits')
})
