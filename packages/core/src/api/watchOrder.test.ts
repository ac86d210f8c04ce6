import { describe, expect, test } from 'vitest'
import { orderId } from '../../test/views.ts'
import { bench, eventHeaders, openStream, settled } from '../../test/watching.ts'
import { apiVersion, apiVersionHeader } from './version.ts'

describe('listening to an order', () => {
  test('asks for its stream with the version, and tells every message', async () => {
    const stream = openStream()
    const b = bench([() => stream.response])
    await settled()
    const [{ url, init }] = b.asked as [(typeof b.asked)[0]]
    expect(url).toBe(`/api/offramp/orders/${orderId}/events`)
    expect(init).toMatchObject({ method: 'GET', cache: 'no-store' })
    expect(new Headers(init.headers).get(apiVersionHeader)).toBe(apiVersion)
    stream.change(7)
    await settled()
    expect(b.heard).toEqual([7])
    stream.say(': still here\n\n')
    await settled()
    expect(b.heard).toEqual([7])
    stream.say('data: {"version":8}\n\ndata: {"version":9}\n\n')
    await settled()
    // One reason to read is enough.
    expect(b.heard).toEqual([7, 9])
  })

  test.each(['{"version":"8"}', '{"version":1.5}', '{}', 'null', 'x', '{"address":"0x1"}'])(
    'takes %s for a reason to read, and for nothing else',
    async (data) => {
      const stream = openStream()
      const b = bench([() => stream.response])
      stream.say(`data: ${data}\n\n`)
      await settled()
      expect(b.heard).toEqual([undefined])
    },
  )

  test('opens it again at once when it lived, and hears what was missed', async () => {
    const [first, second] = [openStream(), openStream()]
    const b = bench([() => first.response, () => second.response])
    first.change(1)
    await settled()
    first.say(':\n\n')
    await settled()
    first.end()
    await settled()
    expect(b.asked).toHaveLength(1)
    expect(b.waits()).toEqual([563])
    await b.pass()
    expect(b.asked).toHaveLength(2)
    second.change(5)
    await settled()
    expect(b.heard).toEqual([1, 5])
  })

  test('waits longer and longer while it fails, never above 30 s', async () => {
    const failing = () => Promise.reject(new TypeError('fetch failed'))
    const b = bench(Array.from({ length: 12 }, () => failing))
    const waits: number[] = []
    for (let i = 0; i < 12; i++) {
      await settled()
      waits.push(...b.waits())
      await b.pass()
    }
    expect(waits.slice(0, 4)).toEqual([2_250, 4_500, 9_000, 16_875])
    expect(new Set(waits.slice(4))).toEqual(new Set([16_875]))
  })

  test('waits longer for one that is always cut off after its first word', async () => {
    const streams = Array.from({ length: 3 }, () => openStream())
    const b = bench(
      streams.map(
        ({ response }) =>
          () =>
            response,
      ),
    )
    const waits: number[] = []
    for (const stream of streams) {
      await settled()
      stream.change(1)
      await settled()
      stream.breakOff()
      await settled()
      waits.push(...b.waits())
      await b.pass()
    }
    expect(waits).toEqual([2_250, 4_500, 9_000])
  })

  test('gives up a connection on which nobody says a word any more', async () => {
    const [first, second] = [openStream(), openStream()]
    const b = bench([() => first.response, () => second.response])
    first.change(1)
    await settled()
    expect(b.waits()).toEqual([45_000])
    await b.pass()
    expect(first.left).toBe(true)
    expect(b.asked[0]?.init.signal?.aborted).toBe(true)
    await b.pass()
    expect(b.asked).toHaveLength(2)
  })

  test('says after which version the next one begins: the one that was read, or else the last that was heard', async () => {
    for (const known of [undefined, () => 3]) {
      const streams = [openStream(), openStream(), openStream()]
      const b = bench(
        streams.map(
          ({ response }) =>
            () =>
              response,
        ),
        undefined,
        known,
      )
      await settled()
      streams[0]?.change(4)
      streams[0]?.end()
      await settled()
      await b.pass()
      streams[1]?.say(':\n\n')
      streams[1]?.end()
      await settled()
      await b.pass()
      expect(b.after()).toEqual(known ? ['3', '3', '3'] : [null, '4', '4'])
    }
  })

  test('says nothing of a version as long as none was read', async () => {
    const b = bench([], undefined, () => undefined)
    await settled()
    expect(b.after()).toEqual([null])
  })

  test.each([
    ['60', 67_500],
    ['1', 2_250],
    ['999999', 675_000],
    ['soon', 2_250],
    ['Sat, 21 Nov 2026 10:00:00 GMT', 2_250],
    ['-5', 2_250],
  ])('comes back when it is told %s, and never sooner', async (said, ms) => {
    for (const status of [429, 503]) {
      const b = bench([() => new Response('{}', { status, headers: { 'retry-after': said } })])
      await settled()
      expect(b.waits()).toEqual([ms])
      await b.pass()
      expect(b.asked).toHaveLength(2)
    }
  })

  test('comes back when the server says so at the end of a stream', async () => {
    const stream = openStream()
    const b = bench([() => stream.response])
    stream.say('retry: 20000\n\n')
    stream.end()
    await settled()
    expect(b.waits()).toEqual([22_500])
  })

  test('tries a way on which no word ever comes seldom, and not never', async () => {
    const held = () => new Response(new ReadableStream(), { headers: eventHeaders })
    const b = bench(Array.from({ length: 9 }, () => held))
    const waits: number[] = []
    for (let i = 0; i < 9; i++) {
      await settled()
      expect(b.waits()).toEqual([45_000])
      await b.pass()
      waits.push(...b.waits())
      await b.pass()
    }
    expect(waits.slice(0, 4)).toEqual([2_250, 4_500, 9_000, 18_000])
    expect(waits.slice(-2)).toEqual([168_750, 168_750])
  })

  test('gives up an answer that never comes', async () => {
    const b = bench([
      () => {
        const signal = b.asked[0]?.init.signal
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      },
    ])
    await settled()
    await b.pass()
    await b.pass()
    expect(b.asked).toHaveLength(2)
  })

  test.each([500, 502, 503, 429, 408])('comes back after a %d', async (status) => {
    const b = bench([() => new Response('{}', { status })])
    await settled()
    await b.pass()
    expect(b.asked).toHaveLength(2)
  })

  test('comes back when the app’s headers could not be made', async () => {
    const b = bench([], () => Promise.reject(new Error('signed out for a moment')))
    await settled()
    expect(b.asked).toHaveLength(0)
    expect(b.waits()).toEqual([2_250])
  })
})
