import { within } from '@testing-library/react'
import { panelAt, renderButton, type SaleBench, saleBench } from './saleBench.tsx'
import { type ByHandOptions, byHandFacts } from './storyByHand.ts'
import { storyNow } from './storyWorld.ts'

/** The panel of an order that is sent by hand, a minute after it was made, with a clock that the test sets. */
export async function byHandBench(
  options: ByHandOptions = {},
  name: 'by_hand' | 'declared' = 'by_hand',
): Promise<{ bench: SaleBench; panel: HTMLElement; time: { now: number } }> {
  const time = { now: storyNow + 60_000 }
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  const ports = { clock: { now: () => time.now, after } }
  const bench = saleBench({ backend: { facts: byHandFacts(options) }, config: { ports } })
  renderButton(bench)
  const panel = await panelAt(name)
  await within(panel).findByText(name === 'by_hand' ? /^Copy address$/ : /^What was to be sent$/)
  return { bench, panel, time }
}
