import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { en } from '../messages/en.ts'
import { OwnSale } from '../testing/OwnSale.tsx'
import { saleBench } from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyNow } from '../testing/storyWorld.ts'
import { DeadlineRing } from './DeadlineRing.tsx'
import { DepositReview } from './DepositReview.tsx'

const minute = 60_000

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

/** The ring beside the review, with the server's clock and the ticks of the page in the test's hands. */
async function ringAt(now: number, more: { until?: number; period?: number } = {}) {
  const time = { now }
  const ticks = new Set<() => void>()
  const real = window.setInterval.bind(window)
  vi.spyOn(window, 'setInterval').mockImplementation(((run: () => void, ms: number) => {
    ticks.add(run)
    return real(run, ms)
  }) as typeof setInterval)
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  const ports = { clock: { now: () => time.now, after } }
  const bench = saleBench({ backend: { facts: storyFacts.order_ready }, config: { ports } })
  render(
    bench.wrapped(
      <OwnSale>
        {(view) => (
          <>
            <DeadlineRing view={view} {...more} />
            <DepositReview view={view} />
          </>
        )}
      </OwnSale>,
    ),
  )
  const ring = await screen.findByRole('timer')
  const wait = (to: number) => {
    time.now = to
    act(() => {
      for (const tick of ticks) tick()
    })
  }
  const arc = () => ring.querySelectorAll('circle')[1]?.getAttribute('stroke-dasharray') ?? null
  return { bench, ring, wait, arc }
}

test('counts by the server, empties with the time, and hurries in the last five minutes', async () => {
  const { ring, wait, arc } = await ringAt(storyNow + 13.5 * minute)
  expect(screen.getByRole('timer', { name: en.review.timeLeft })).toBe(ring)
  expect([ring.textContent, ring.dataset.left, arc()]).toEqual(['13:30', 'plenty', '50.00 100'])
  wait(storyNow + 24.3 * minute)
  expect([ring.textContent, ring.dataset.left, arc()]).toEqual(['2:42', 'soon', '10.00 100'])
})

test('at zero it says that time is up, and decides nothing: the review stands as it was', async () => {
  const { bench, ring, wait, arc } = await ringAt(storyNow + 26 * minute)
  const review = await screen.findByRole('button', { name: en.review.review })
  wait(storyNow + 27 * minute - 1)
  expect([ring.textContent, ring.dataset.left]).toEqual(['0:01', 'soon'])
  wait(storyNow + 27 * minute)
  expect([ring.textContent, ring.dataset.left, arc()]).toEqual([en.review.timeUp, 'over', null])
  wait(storyNow + 45 * minute)
  expect(ring.textContent).toBe(en.review.timeUp)
  expect(review.isConnected).toBe(true)
  // Whoever goes on all the same finds out from the order, which is read again: no wallet is asked.
  review.click()
  await waitFor(() => expect(review.isConnected).toBe(false))
  expect(screen.queryByRole('button', { name: /send|review/i })).toBeNull()
  expect(bench.prompts()).toBe(0)
})

test('a clock that tells no time says that it is over', async () => {
  const { ring } = await ringAt(Number.NaN, { until: storyNow, period: minute })
  expect(ring.textContent).toBe(en.review.timeUp)
})

test('draws by attributes alone, which no policy for styles refuses', async () => {
  const { ring } = await ringAt(storyNow)
  expect(ring.outerHTML).not.toContain('style=')
})
