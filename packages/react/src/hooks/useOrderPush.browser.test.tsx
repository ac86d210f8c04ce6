import { OfframpError } from '@offrampkit/core'
import { cleanup, render } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTask, type SaleBench, saleBench } from '../testing/saleBench.tsx'
import { storyFacts, storyRow } from '../testing/storyFacts.ts'
import { storyHash, storyOrderId } from '../testing/storyWorld.ts'
import { useOfframpStatus } from './useOfframpStatus.ts'

// Time stands still: nothing here is learned by asking now and then.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
  window.dispatchEvent(new PageTransitionEvent('pageshow'))
})

const soon = { timeout: 6_000 }
const paid = storyRow('paid', { txHash: storyHash, payout: '24.63', payoutCurrency: 'USD' })

/** A part of the page that shows where the order stands. */
function Part() {
  const { data } = useOfframpStatus({ orderId: storyOrderId })
  return <output>{data?.stage.name}</output>
}

const strict = (...parts: ReactNode[]) => <StrictMode>{parts}</StrictMode>

/** A page over a backend whose streams are counted. */
function openPage(facts: keyof typeof storyFacts = 'order_ready') {
  const bench = saleBench({ backend: { facts: storyFacts[facts] } })
  const streams: { open: boolean; say: (version?: number) => void; known: () => number | undefined }[] = []
  bench.backend.subscribe = ({ known = () => -1 }, onChange) => {
    const stream = { open: true, say: onChange, known }
    streams.push(stream)
    return () => {
      stream.open = false
    }
  }
  const show = (parts: ReactNode = <Part />) => {
    const view = render(bench.wrapped(parts))
    return {
      stage: () => view.container.querySelector('output')?.textContent,
      replace: (next: ReactNode) => view.rerender(bench.wrapped(next)),
      unmount: view.unmount,
    }
  }
  const open = () => streams.filter((stream) => stream.open)
  const say = (version?: number) => {
    for (const stream of open()) stream.say(version)
  }
  return { ...bench, streams, open, show, say, reads: () => bench.count('getOrder') }
}
/** What had to happen has happened by then. */
const quiet = async ({ queries }: SaleBench) => {
  for (let turn = 0; turn < 30; turn += 1) {
    await vi.advanceTimersByTimeAsync(0)
    await nextTask()
  }
  await expect.poll(() => queries.isFetching(), soon).toBe(0)
}
const see = (visible: boolean) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden')
  document.dispatchEvent(new Event('visibilitychange'))
}

test('what is pushed is read at once, and read once by many parts of the page', async () => {
  const page = openPage()
  const { stage } = page.show([1, 2, 3, 4].map((part) => <Part key={part} />))
  await expect.poll(() => page.open().length, soon).toBe(1)
  await quiet(page)
  const before = page.reads()
  page.backend.tell(paid)
  page.say(2)
  await expect.poll(stage, soon).toBe('paid')
  expect(page.reads()).toBe(before + 1)
  expect(page.streams).toHaveLength(1)
})

test('what was read already is not read again; what names no version is', async () => {
  const page = openPage()
  page.show()
  await expect.poll(() => page.open().length, soon).toBe(1)
  await quiet(page)
  const before = page.reads()
  page.say(1)
  page.say(0)
  await quiet(page)
  expect(page.reads()).toBe(before)
  page.say()
  await expect.poll(page.reads, soon).toBe(before + 1)
})

test('each stream is told what was read, and not what was only heard', async () => {
  const page = openPage()
  page.show()
  await expect.poll(() => page.open().length, soon).toBe(1)
  await quiet(page)
  expect(page.streams[0]?.known()).toBe(1)
  page.backend.fail('getOrder', new OfframpError({ code: 'backend_unreachable', message: 'Gone.' }))
  page.backend.tell(storyRow('received', { txHash: storyHash }))
  page.say(2)
  await quiet(page)
  expect(page.streams[0]?.known()).toBe(1)
  page.backend.fail('getOrder', null)
  // So the next stream, or this one, says it again.
  page.say(2)
  await expect.poll(() => page.streams[0]?.known(), soon).toBe(2)
})

test('one stream in strict mode, closed when the last part goes', async () => {
  const page = openPage()
  const { replace } = page.show(strict(<Part key="one" />, <Part key="other" />))
  await expect.poll(() => page.open().length, soon).toBe(1)
  await quiet(page)
  replace(strict(<Part key="other" />))
  await quiet(page)
  expect(page.open()).toHaveLength(1)
  replace(null)
  await quiet(page)
  expect(page.open()).toHaveLength(0)
  expect(page.streams).toHaveLength(1)
})

test('is kept while one part of the page takes over from another', async () => {
  const page = openPage()
  const { replace } = page.show(<Part key="review" />)
  await expect.poll(() => page.open().length, soon).toBe(1)
  replace(<Part key="sent" />)
  await quiet(page)
  expect(page.streams.map(({ open }) => open)).toEqual([true])
})

test.each(['paid', 'expired_unsent'] as const)('an order that is %s is not listened to', async (facts) => {
  const page = openPage(facts)
  const { stage } = page.show()
  await expect.poll(stage, soon).toBe(facts)
  await quiet(page)
  expect(page.streams).toHaveLength(0)
})

test('the stream is closed once the order has ended', async () => {
  const page = openPage()
  page.show()
  await expect.poll(() => page.open().length, soon).toBe(1)
  page.backend.tell(paid)
  page.say(2)
  await expect.poll(() => page.open().length, soon).toBe(0)
  await quiet(page)
  expect(page.streams).toHaveLength(1)
})

test('a hidden page holds no stream, and opens one when it is seen again', async () => {
  const page = openPage()
  page.show()
  await expect.poll(() => page.open().length, soon).toBe(1)
  see(false)
  expect(page.open()).toHaveLength(0)
  // What the backend still says to whom has left is not heard.
  await quiet(page)
  const before = page.reads()
  page.streams[0]?.say(9)
  await quiet(page)
  expect(page.reads()).toBe(before)
  see(true)
  await expect.poll(() => page.open().length, soon).toBe(1)
  expect(page.streams).toHaveLength(2)
})

test('a page that begins hidden opens none', async () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  const page = openPage()
  const { stage } = page.show()
  await expect.poll(stage, soon).toBe('order_ready')
  await quiet(page)
  expect(page.streams).toHaveLength(0)
})

test('a page in the browser’s cache holds no stream, and reads what it missed when it is back', async () => {
  const page = openPage()
  const { stage, unmount } = page.show()
  await expect.poll(() => page.open().length, soon).toBe(1)
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  // In the same turn: a page with an open connection is not kept.
  expect(page.open()).toHaveLength(0)
  page.backend.tell(paid)
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  await expect.poll(stage, soon).toBe('paid')
  unmount()
  await quiet(page)
  expect(page.open()).toHaveLength(0)
  const { length } = page.streams
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  await quiet(page)
  expect(page.streams).toHaveLength(length)
})
