import { afterEach, describe, expect, test } from 'vitest'
import { orderId } from '../../test/views.ts'
import { httpBackend } from './client.ts'
import { apiVersion, apiVersionHeader } from './version.ts'

/** Everything that is only waiting for promises has happened by then. */
const settled = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}
const eventHeaders = { 'content-type': 'text/event-stream; charset=utf-8', [apiVersionHeader]: apiVersion }

/** One answer of the server, with the pen in the test's hand. */
function openStream(headers: Record<string, string> = eventHeaders) {
  const encoder = new TextEncoder()
  let pen: ReadableStreamDefaultController<Uint8Array>
  const stream = {
    left: false,
    response: new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          pen = controller
        },
        cancel() {
          stream.left = true
        },
      }),
      { headers },
    ),
    say: (text: string) => pen.enqueue(encoder.encode(text)),
    change: (version: number) => stream.say(`id: ${version}\ndata: {"version":${version}}\n\n`),
    end: () => pen.close(),
    breakOff: () => pen.error(new TypeError('terminated')),
  }
  return stream
}

/** The client over answers that are told one by one and timers that are run by hand. */
function bench(
  answers: (() => Response | Promise<Response>)[] = [],
  headers?: () => Promise<never>,
  known?: () => number | undefined,
) {
  const timers: { ms: number; run: () => void }[] = []
  const asked: { url: string; init: RequestInit }[] = []
  const heard: (number | undefined)[] = []
  const backend = httpBackend({
    baseUrl: '/api/offramp',
    ...(headers ? { headers } : {}),
    fetch: async (url, init = {}) => {
      asked.push({ url: String(url), init })
      const answer = answers[asked.length - 1]
      return answer ? await answer() : new Promise<Response>(() => undefined)
    },
    after(ms, run) {
      const timer = { ms, run }
      timers.push(timer)
      return () => {
        const at = timers.indexOf(timer)
        if (at >= 0) timers.splice(at, 1)
      }
    },
    random: () => 0.5,
  })
  const stop = backend.subscribe!({ orderId, ...(known ? { known } : {}) }, (version) => heard.push(version))
  stops.push(stop)
  return {
    asked,
    heard,
    stop,
    /** After which version each stream was asked for. */
    after: () => asked.map(({ init }) => new Headers(init.headers).get('last-event-id')),
    waits: () => timers.map(({ ms }) => ms),
    /** Lets the next timer come due. */
    async pass() {
      timers.shift()?.run()
      await settled()
    },
  }
}
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

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

describe('does not ask again', () => {
  test.each<[string, () => Response]>([
    ['who is signed out', () => Response.json({}, { status: 401 })],
    ['whose page may not call', () => Response.json({}, { status: 403 })],
    ['an older server', () => Response.json({}, { status: 404 })],
    ['one that reads the path as another', () => Response.json({}, { status: 405 })],
    ['another version', () => Response.json({}, { status: 426, headers: { [apiVersionHeader]: '2' } })],
    ['a stream of another version', () => openStream({ ...eventHeaders, [apiVersionHeader]: '2' }).response],
    ['a stream of nobody', () => openStream({ 'content-type': 'text/event-stream' }).response],
    ['a backend that answers with JSON', () => Response.json({}, { headers: { [apiVersionHeader]: '1' } })],
    ['a page that asks to sign in', () => new Response('<html>')],
    ['a runtime without streams', () => new Response(null, { headers: eventHeaders })],
  ])('%s', async (_, answer) => {
    const b = bench([answer])
    await settled()
    expect(b.asked).toHaveLength(1)
    expect(b.waits()).toEqual([])
    expect(b.heard).toEqual([])
  })

  test('after it was stopped: the connection is let go, no timer stays, and nothing more is told', async () => {
    const stream = openStream()
    const b = bench([() => stream.response])
    stream.change(1)
    await settled()
    b.stop()
    b.stop()
    await settled()
    expect(stream.left).toBe(true)
    expect(b.asked[0]?.init.signal?.aborted).toBe(true)
    expect(b.waits()).toEqual([])
    expect(b.heard).toEqual([1])
    expect(b.asked).toHaveLength(1)
  })

  test('when it is stopped between two streams', async () => {
    const b = bench([() => Promise.reject(new TypeError('fetch failed'))])
    await settled()
    expect(b.waits()).toHaveLength(1)
    b.stop()
    await settled()
    expect(b.waits()).toEqual([])
    expect(b.asked).toHaveLength(1)
  })

  test('when it is stopped before the answer is there', async () => {
    let answer: (response: Response) => void = () => undefined
    const stream = openStream()
    const b = bench([
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    ])
    await settled()
    b.stop()
    // This fetch does not heed its signal, and this server has nothing to say.
    answer(stream.response)
    await settled()
    expect([b.heard, stream.left, b.waits(), b.asked.length]).toEqual([[], true, [], 1])
  })
})
