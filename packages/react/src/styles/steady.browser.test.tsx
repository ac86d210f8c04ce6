import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { OfframpForm } from '../components/offramp-form/OfframpForm.tsx'
import { panelAt, renderButton, saleBench } from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyForms } from '../testing/storyForms.ts'

afterEach(cleanup)

/** What the browser has painted, and told its observers of. */
const painted = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0))),
  )

/** Everything that moved without being touched (https://web.dev/articles/cls), whether or not somebody had just clicked. */
function watchShifts() {
  const entries: (PerformanceEntry & { value: number; sources?: { node: Node | null }[] })[] = []
  const observer = new PerformanceObserver((list) => entries.push(...(list.getEntries() as typeof entries)))
  observer.observe({ type: 'layout-shift' })
  return async () => {
    await painted()
    entries.push(...(observer.takeRecords() as typeof entries))
    observer.disconnect()
    return entries.flatMap(({ sources, value }) =>
      (sources ?? []).map(
        ({ node }) => `${value.toFixed(4)} ${(node as Element)?.className ?? node?.textContent}`,
      ),
    )
  }
}

/** The panel while its order is being read, and the way to let the answer in. */
async function loadingPanel(stage: keyof typeof storyFacts) {
  let answer: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  const bench = saleBench({
    backend: {
      facts: storyFacts[stage],
      onCall: (name) => (name === 'getOrder' || name === 'getQuote' ? held : undefined),
    },
  })
  renderButton(bench)
  const panel = await panelAt('loading')
  await Promise.all(panel.getAnimations().map((one) => one.finished))
  return { panel, answer }
}

const sizes = [
  [375, 760],
  [1280, 800],
] as const

describe.each(sizes)('at %i × %i', (width, height) => {
  beforeEach(() => page.viewport(width, height))

  test.each(['order_ready', 'broadcast', 'paid', 'needs_attention'] as const)(
    'nothing moves when the order is read: %s',
    async (stage) => {
      const { panel, answer } = await loadingPanel(stage)
      expect(panel.querySelectorAll('.ofk-bone').length).toBeGreaterThan(4)
      expect(panel.querySelector('[role="status"]')?.textContent).toMatch(/reading/i)
      await painted()
      const head = panel.querySelector('.ofk-steps')?.getBoundingClientRect().top
      const shifts = watchShifts()
      answer()
      await panelAt(stage)
      await waitFor(() => expect(panel.querySelector('.ofk-bone')).toBeNull())
      expect(await shifts()).toEqual([])
      expect(panel.querySelector('.ofk-steps')?.getBoundingClientRect().top).toBe(head)
    },
  )

  test('what does move is noticed', async () => {
    const { panel } = await loadingPanel('paid')
    await painted()
    const shifts = watchShifts()
    panel.querySelector('.ofk-head')?.setAttribute('hidden', '')
    panel.querySelector('.ofk-head')?.remove()
    expect(await shifts()).not.toEqual([])
  })
})

const widths = [280, 375, 1200]

test('every stage fits a page of 280 pixels, and one of 1200', async () => {
  for (const stage of Object.keys(storyFacts) as (keyof typeof storyFacts)[]) {
    renderButton(saleBench({ backend: { facts: storyFacts[stage] } }))
    const panel = await panelAt(stage)
    for (const width of widths) {
      await page.viewport(width, 800)
      expect.soft([stage, width, panel.scrollWidth - panel.clientWidth]).toEqual([stage, width, 0])
      expect.soft(panel.getBoundingClientRect().right).toBeLessThanOrEqual(width)
    }
    cleanup()
  }
})

test('so does a form in a page of its own', async () => {
  render(saleBench().wrapped(<OfframpForm step={storyForms.sepa} onSubmit={() => undefined} />))
  await screen.findByRole('button', { name: /continue/i })
  for (const width of widths) {
    await page.viewport(width, 800)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
  }
})
