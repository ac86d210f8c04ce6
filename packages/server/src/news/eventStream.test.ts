import { describe, expect, it, vi } from 'vitest'
import { handTimers } from '../../test/handTimers.ts'
import { EventStream, type EventStreamParts } from './eventStream.ts'
import { createWheel } from './wheel.ts'

const said = (version: number) => `id: ${version}\ndata: {"version":${version}}\n\n`
const beat = ':\n\n'

function bench(parts: Partial<EventStreamParts> = {}) {
  const timers = handTimers()
  const onEnd = vi.fn()
  const events = new EventStream({
    ...{ wheel: createWheel(timers.after), lifetime: 600, firstBeat: 15, known: null, onEnd },
    ...{ mayListen: async () => true, signal: new AbortController().signal },
    ...parts,
  })
  const reader = new ReadableStream(events.tell(3)).getReader()
  return {
    events,
    reader,
    onEnd,
    /** So many seconds go by. */
    pass: (seconds: number) => timers.pass(seconds),
    read: async () => {
      const { done, value } = await reader.read()
      return done ? 'the end' : new TextDecoder().decode(value)
    },
    /** It is over, said so once, and no timer is left. */
    isOver: () => onEnd.mock.calls.length === 1 && timers.waits().length === 0,
  }
}

describe('a stream of news', () => {
  it('says the version at once and after every change', async () => {
    const b = bench()
    expect(await b.read()).toBe(said(3))
    const next = b.read()
    b.events.tell(4)
    expect(await next).toBe(said(4))
  })

  it('says nothing twice', async () => {
    const b = bench()
    expect(await b.read()).toBe(said(3))
    const next = b.read()
    for (const version of [3, 2, 4, 4]) b.events.tell(version)
    expect(await next).toBe(said(4))
    b.pass(15)
    expect(await b.read()).toBe(beat)
  })

  it.each([
    [2, said(3)],
    [3, beat],
    // The order was restored from a backup.
    [8, said(3)],
  ])('to who knows version %d it says %j first', async (known, first) => {
    const b = bench({ known })
    expect(await b.read()).toBe(first)
    const next = b.read()
    b.events.tell(4)
    expect(await next).toBe(said(4))
  })

  it('tells a slow reader the newest alone, and never goes back', async () => {
    const b = bench()
    for (const version of [4, 5, 9, 8]) b.events.tell(version)
    b.pass(45)
    expect(await b.read()).toBe(said(3))
    expect(await b.read()).toBe(said(9))
    b.pass(15)
    // Nothing had piled up.
    expect(await b.read()).toBe(beat)
  })

  it('drops who reads nothing for a minute, and not who reads a little', async () => {
    const b = bench()
    b.pass(45)
    expect(await b.read()).toBe(said(3))
    b.events.tell(4)
    b.pass(45)
    expect(b.onEnd).not.toHaveBeenCalled()
    b.pass(15)
    expect(b.isOver()).toBe(true)
    // The connection is cut: what waits would never be taken.
    await expect(b.read()).rejects.toThrow(/took nothing/)
  })

  it('says that it is there when nothing happens, again and again', async () => {
    const b = bench({ firstBeat: 4 })
    await b.read()
    const first = b.read()
    b.pass(4)
    expect(await first).toBe(beat)
    for (let i = 0; i < 3; i++) {
      const next = b.read()
      b.pass(15)
      expect(await next).toBe(beat)
    }
  })
})

describe('the end of a stream', () => {
  it('comes by itself, and leaves nothing behind', async () => {
    const b = bench({ lifetime: 40 })
    for (const first of [said(3), beat, beat]) {
      expect(await b.read()).toBe(first)
      b.pass(15)
    }
    expect(await b.read()).toBe('the end')
    expect(b.isOver()).toBe(true)
    b.events.tell(5)
    b.events.end()
  })

  it('is before its time is over, never after', () => {
    const b = bench({ lifetime: 1 })
    void b.read()
    b.pass(1)
    expect(b.isOver()).toBe(true)
  })

  it('can be told with when to come back', async () => {
    const b = bench()
    await b.read()
    b.events.end(60_000)
    expect(await b.read()).toBe('retry: 60000\n\n')
    expect(await b.read()).toBe('the end')
    expect(b.isOver()).toBe(true)
  })

  it('comes when the reader goes away', async () => {
    const b = bench()
    await b.reader.cancel()
    expect(b.isOver()).toBe(true)
    b.events.tell(5)
  })

  it('and when only the signal tells', async () => {
    const client = new AbortController()
    const b = bench({ signal: client.signal })
    client.abort()
    expect(b.isOver()).toBe(true)
    await b.reader.cancel()
    expect(b.isOver()).toBe(true)
  })

  it('and when the client had gone before, or the server was about to stop', () => {
    expect(bench({ signal: AbortSignal.abort() }).isOver()).toBe(true)
    const onEnd = vi.fn()
    const events = new EventStream({
      ...{ wheel: createWheel(() => () => undefined), lifetime: 600, firstBeat: 15, known: null, onEnd },
      ...{ mayListen: async () => true, signal: new AbortController().signal },
    })
    events.end()
    expect(onEnd).toHaveBeenCalledTimes(1)
    expect(() => new ReadableStream(events)).not.toThrow()
  })

  it('comes within a minute for who may hear no more', async () => {
    const mayListen = vi.fn(async () => true)
    const b = bench({ mayListen })
    const minute = async () => {
      for (let i = 0; i < 4; i++) {
        await b.read()
        b.pass(15)
      }
    }
    await minute()
    mayListen.mockRejectedValueOnce(new Error('Who says who asks is away.'))
    await minute()
    expect(mayListen).toHaveBeenCalledTimes(2)
    expect(b.onEnd).not.toHaveBeenCalled()
    mayListen.mockResolvedValueOnce(false)
    await minute()
    await vi.waitFor(() => expect(b.isOver()).toBe(true))
  })
})
