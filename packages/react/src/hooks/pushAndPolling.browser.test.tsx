import { OfframpError } from '@offrampkit/core'
import { apiVersion, apiVersionHeader, httpBackend } from '@offrampkit/core/api'
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTask, saleBench } from '../testing/saleBench.tsx'
import { storyFacts, storyRow } from '../testing/storyFacts.ts'
import { storyHash, storyOrderId } from '../testing/storyWorld.ts'
import { useOfframpStatus } from './useOfframpStatus.ts'

// Time stands still until a test moves it.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const paid = storyRow('paid', { txHash: storyHash, payout: '24.63', payoutCurrency: 'USD' })
const received = storyRow('received', { txHash: storyHash })
const gone = new OfframpError({ code: 'backend_unreachable', message: 'Gone.' })
const beat = new TextEncoder().encode(':\n\n')
const soon = { timeout: 8_000 }
const longestPollMs = 30_000
const eventHeaders = { 'content-type': 'text/event-stream', [apiVersionHeader]: apiVersion }

type Way = (init: RequestInit) => Response | Promise<Response>
const never = ({ signal }: RequestInit) =>
  new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))

function Page({ seen }: { seen: (version: number) => void }) {
  const { data } = useOfframpStatus({ orderId: storyOrderId })
  if (data) seen(data.order.version)
  return <output>{data?.stage.name}</output>
}

/** A page over the kit's own client, whose streams go the way that the test says. */
async function openPage() {
  const bench = saleBench({ backend: { facts: storyFacts.order_ready } })
  const shown: number[] = []
  const asked: (string | null)[] = []
  const pens = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const say = (version: number, to: Iterable<ReadableStreamDefaultController<Uint8Array>> = pens) => {
    for (const pen of to)
      pen.enqueue(new TextEncoder().encode(`id: ${version}\ndata: {"version":${version}}\n\n`))
  }
  let version = 1
  /** As our server does it: at once what is above the version that the client names. */
  const working: Way = ({ headers, signal }) => {
    const known = Number(new Headers(headers).get('last-event-id') ?? Number.NaN)
    const body = new ReadableStream<Uint8Array>({
      start(pen) {
        pens.add(pen)
        signal?.addEventListener('abort', () => pens.delete(pen))
        if (known !== version) say(version, [pen])
        else pen.enqueue(beat)
      },
      cancel: () => undefined,
    })
    return new Response(body, { headers: eventHeaders })
  }
  let way: Way = working
  const { subscribe } = httpBackend({
    baseUrl: '/api/offramp',
    random: () => 0.5,
    fetch: async (_, init = {}) => {
      asked.push(new Headers(init.headers).get('last-event-id'))
      return await way(init)
    },
  })
  if (subscribe) bench.backend.subscribe = subscribe
  const { container } = render(bench.wrapped(<Page seen={(seen) => shown.push(seen)} />))
  const stage = () => container.querySelector('output')?.textContent
  /** What has to happen without time happens. */
  const settle = async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      await vi.advanceTimersByTimeAsync(0)
      await nextTask()
    }
    // What the browser kept is read in a time of its own.
    if (bench.queries.isFetching() > 0) await expect.poll(() => bench.queries.isFetching(), soon).toBe(0)
    await nextTask()
  }
  await expect.poll(stage, soon).toBe('order_ready')
  await settle()
  const pass = async (ms: number) => {
    const step = ms > 60_000 ? 5_000 : 1_000
    for (let left = ms; left > 0; left -= step) {
      await vi.advanceTimersByTimeAsync(Math.min(step, left))
      for (const pen of pens) pen.enqueue(beat)
      await settle()
    }
  }
  return {
    ...bench,
    ...{ shown, asked, stage, settle, pass, working },
    goes: (next: Way) => {
      way = next
    },
    /** Every stream that is open ends, or is cut off. */
    end: (how: 'close' | 'error') => {
      for (const pen of [...pens]) how === 'close' ? pen.close() : pen.error(new TypeError('terminated'))
      pens.clear()
    },
    /** The order changes on the server, and is pushed to whoever listens. */
    change: (row: ReturnType<typeof storyRow>) => {
      bench.backend.tell(row)
      version += 1
      say(version)
    },
    /** How long until the page shows it. */
    async until(name: string) {
      await settle()
      for (let ms = 0; ms <= 120_000; ms += 1_000) {
        if (stage() === name) return ms
        await pass(1_000)
      }
      return Number.POSITIVE_INFINITY
    },
    neverBack: () => expect(shown).toEqual([...shown].sort((a, b) => a - b)),
  }
}

test('what is pushed is on the page without any time going by', async () => {
  const page = await openPage()
  expect(page.asked).toEqual(['1'])
  page.change(received)
  expect(await page.until('provider_received')).toBe(0)
  page.neverBack()
})

const refusing =
  (status: number, headers = {}) =>
  () =>
    Response.json({}, { status, headers })

describe.each<[string, Way, boolean]>([
  ['is refused', refusing(403), false],
  ['is not there', refusing(404), false],
  ['has no room, for a minute', refusing(429, { 'retry-after': '60' }), true],
  ['is of a server that is about to stop', refusing(503, { 'retry-after': '1' }), true],
  ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch')), true],
  ['is never answered', never, true],
  [
    'is held back word for word by a proxy',
    () => new Response(new ReadableStream(), { headers: eventHeaders }),
    true,
  ],
  [
    'is cut off after its first word',
    () =>
      new Response(
        new ReadableStream({
          start: (pen) => pen.enqueue(beat),
          pull: (pen) => pen.error(new TypeError('terminated')),
        }),
        { headers: eventHeaders },
      ),
    true,
  ],
])('where the stream %s', (_, way, comesBack) => {
  test('the page knows within one look, and hears of it again when it is there', async () => {
    const page = await openPage()
    page.goes(way)
    page.end('error')
    // Looks are seldom by now.
    await page.pass(95_000)
    page.change(received)
    expect(await page.until('provider_received')).toBeLessThanOrEqual(longestPollMs)
    page.goes(page.working)
    // The longest wait between two tries is five minutes, where no word ever came.
    await page.pass(comesBack ? 400_000 : 0)
    page.change(paid)
    const ms = await page.until('paid')
    if (comesBack) expect(ms).toBe(0)
    else expect(ms).toBeLessThanOrEqual(longestPollMs)
    page.neverBack()
  })
})

test('a server that restarts, and a change meanwhile: told by the next stream or the next look, whichever is first', async () => {
  const page = await openPage()
  await page.pass(60_000)
  page.backend.fail('getOrder', gone)
  page.goes(() => Promise.reject(new TypeError('Failed to fetch')))
  // The last that was said before it went could not be read any more.
  page.change(received)
  page.end('error')
  await page.pass(20_000)
  expect(page.stage()).toBe('order_ready')
  page.backend.fail('getOrder', null)
  page.goes(page.working)
  expect(await page.until('provider_received')).toBeLessThanOrEqual(longestPollMs)
  // From what was read, not from what was heard.
  expect(new Set(page.asked.slice(0, -1))).toEqual(new Set(['1']))
  page.neverBack()
})

test('a stream that ends by itself, and a change before the next one: told when that opens', async () => {
  const page = await openPage()
  await page.pass(60_000)
  page.end('close')
  page.change(received)
  expect(await page.until('provider_received')).toBeLessThanOrEqual(2_000)
  expect(page.asked).toEqual(['1', '1'])
})

test('a page that is hidden looks on, and hears at once when it is seen again', async () => {
  const page = await openPage()
  const see = (visible: boolean) => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    window.dispatchEvent(new Event('visibilitychange'))
  }
  see(false)
  await page.pass(60_000)
  page.change(received)
  expect(await page.until('provider_received')).toBeLessThanOrEqual(longestPollMs)
  page.backend.tell(paid)
  see(true)
  expect(await page.until('paid')).toBe(0)
  page.neverBack()
})

test('answers that lag behind, from another copy of the order book, take nothing back', async () => {
  const page = await openPage()
  const { getOrder } = page.backend
  const old = await getOrder({ orderId: storyOrderId })
  let turn = 0
  page.backend.getOrder = async (...given) => {
    const now = await getOrder(...given)
    turn += 1
    return turn % 2 === 0 ? old : now
  }
  page.change(received)
  expect(await page.until('provider_received')).toBe(0)
  await page.pass(100_000)
  page.change(paid)
  expect(await page.until('paid')).toBeLessThanOrEqual(2 * longestPollMs)
  page.neverBack()
})
