import { describe, expect, it } from 'vitest'
import { eventStream } from './eventStream.ts'

const lifetimeMs = 600_000

function bench(signal: AbortSignal = new AbortController().signal) {
  const timers: { ms: number; run: () => void }[] = []
  const listeners = new Set<(version: number) => void>()
  const stream = eventStream({
    ...{ version: 3, lifetimeMs, signal },
    listen(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    after(ms, run) {
      const timer = { ms, run }
      timers.push(timer)
      return () => {
        const at = timers.indexOf(timer)
        if (at >= 0) timers.splice(at, 1)
      }
    },
  })
  const reader = stream.getReader()
  return {
    reader,
    change: (version: number) => {
      for (const listener of listeners) listener(version)
    },
    /** Lets the timer of this length come due. */
    pass(ms: number) {
      const at = timers.findIndex((timer) => timer.ms === ms)
      timers.splice(at, 1)[0]?.run()
    },
    read: async () => {
      const { done, value } = await reader.read()
      return done ? 'the end' : new TextDecoder().decode(value)
    },
    /** What would stay behind. */
    left: () => listeners.size + timers.length,
  }
}

describe('a stream of news', () => {
  it('says the version at once and after every change', async () => {
    const b = bench()
    expect(await b.read()).toBe('data: {"version":3}\n\n')
    const next = b.read()
    b.change(4)
    expect(await next).toBe('data: {"version":4}\n\n')
  })

  it('says nothing twice', async () => {
    const b = bench()
    expect(await b.read()).toBe('data: {"version":3}\n\n')
    const next = b.read()
    for (const version of [3, 2, 4, 4]) b.change(version)
    expect(await next).toBe('data: {"version":4}\n\n')
    b.pass(15_000)
    expect(await b.read()).toBe(':\n\n')
  })

  it('tells a slow reader the newest alone, and never goes back', async () => {
    const b = bench()
    for (const version of [4, 5, 9, 8]) b.change(version)
    for (let i = 0; i < 100; i++) b.pass(15_000)
    expect(await b.read()).toBe('data: {"version":3}\n\n')
    expect(await b.read()).toBe('data: {"version":9}\n\n')
    b.pass(15_000)
    // Nothing had piled up.
    expect(await b.read()).toBe(':\n\n')
  })

  it('says that it is there when nothing happens, again and again', async () => {
    const b = bench()
    await b.read()
    for (let i = 0; i < 3; i++) {
      b.pass(15_000)
      expect(await b.read()).toBe(':\n\n')
    }
    expect(b.left()).toBe(3)
  })

  it('ends by itself, and leaves nothing behind', async () => {
    const b = bench()
    await b.read()
    expect(b.left()).toBe(3)
    b.pass(lifetimeMs)
    expect(await b.read()).toBe('the end')
    expect(b.left()).toBe(0)
    b.change(5)
  })

  it('leaves nothing behind when the reader goes away', async () => {
    const b = bench()
    await b.reader.cancel()
    expect(b.left()).toBe(0)
    b.change(5)
  })

  it('nor when only the signal tells', async () => {
    const client = new AbortController()
    const b = bench(client.signal)
    client.abort()
    expect(b.left()).toBe(0)
    await b.reader.cancel()
  })

  it('nor when the client had gone before', () => {
    expect(bench(AbortSignal.abort()).left()).toBe(0)
  })
})
