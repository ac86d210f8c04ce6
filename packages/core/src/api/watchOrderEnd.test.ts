import { describe, expect, test } from 'vitest'
import { bench, eventHeaders, openStream, settled } from '../../test/watching.ts'
import { apiVersionHeader } from './version.ts'

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
