import { cleanup, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { en } from '../messages/en.ts'
import type { StageFacts } from '../messages/messages.ts'
import { nextTask, panelAt, renderButton, saleBench } from '../testing/saleBench.tsx'
import { astrayFacts, storyFacts } from '../testing/storyFacts.ts'
import { storyHash, storyRegistry } from '../testing/storyWorld.ts'

afterEach(cleanup)

const facts: StageFacts = {
  provider: 'Coinbase',
  amount: '25 USDC',
  asset: 'USDC',
  network: 'Base',
  payout: '$24.63',
  refunds: 'to_provider_balance',
  reason: 'The bank account could not be verified',
  astray: null,
  blind: false,
  asks: false,
}
const stages = Object.keys(storyFacts) as (keyof typeof storyFacts)[]

describe('every stage on the page', () => {
  test.each(stages)('%s has its own words, and asks the wallet for nothing', async (stage) => {
    const bench = saleBench({ backend: { facts: storyFacts[stage] } })
    renderButton(bench)
    const panel = await panelAt(stage)
    const on = storyFacts[stage].order?.request?.network
    const network = on ? (storyRegistry.network(on)?.name ?? on) : facts.network
    const payout = stage === 'paid' ? facts.payout : null
    const { title, body } = en.stages[stage]({ ...facts, network, payout })
    expect(within(panel).getByRole('heading', { level: 3 }).textContent).toBe(title)
    expect(panel.querySelector('.ofk-body')?.textContent).toBe(body)
    // What is seen is told to those who listen as well.
    expect(panel.querySelector('[role="status"]')?.textContent).toBe(title)
    await nextTask()
    expect(bench.asked).toEqual([])
    expect(bench.count('createSession')).toBe(0)
  })

  test('no two stages say the same', () => {
    const titles = Object.values(en.stages).map((text) => text(facts).title)
    expect(new Set(titles).size).toBe(titles.length)
    expect(titles).toHaveLength(stages.length + 1)
  })

  test('coins on another network: which one, the transaction there, and no way to send', async () => {
    const bench = saleBench({ backend: { facts: astrayFacts } })
    renderButton(bench)
    const panel = await panelAt('needs_attention')
    const there = storyRegistry.network('eip155:1')
    expect(within(panel).getByRole('heading', { level: 3 }).textContent).toContain(there?.name)
    expect(panel.textContent).toContain(storyHash)
    const link = within(panel).getByRole('link', { name: en.actions.transaction })
    expect(link.getAttribute('href')).toBe(there?.explorer?.replace('%s', storyHash))
    expect(panel.textContent).not.toMatch(/review and send|try again/i)
    expect(bench.asked).toEqual([])
  })

  test('an estimate that is a moment old says so', async () => {
    const shown = async (stale: boolean) => {
      const bench = saleBench({ backend: { facts: storyFacts.at_provider } })
      const told = bench.backend.getQuote
      bench.backend.getQuote = async (p, call) => ({ ...(await told(p, call)), ...(stale ? { stale } : {}) })
      renderButton(bench)
      const panel = await panelAt('at_provider')
      await waitFor(() => expect(panel.querySelector('.ofk-summary')?.textContent).toContain('≈'))
      const text = panel.querySelector('.ofk-summary')?.textContent
      cleanup()
      return text
    }
    expect(await shown(false)).not.toContain(en.panel.momentOld)
    expect(await shown(true)).toContain(en.panel.momentOld)
  })

  /** Stages in which coins may be on their way, so that sending again would be sending twice. */
  test.each([
    'prompting',
    'outcome_unknown',
    'broadcast',
    'included',
    'expired_unknown',
    'needs_attention',
  ] as const)('%s offers no way to send, and none to begin anew', async (stage) => {
    renderButton(saleBench({ backend: { facts: storyFacts[stage] } }))
    const panel = await panelAt(stage)
    const names = within(panel)
      .getAllByRole('button')
      .map((button) => button.textContent)
    expect(names.join()).not.toMatch(/send|review|start again|try again/i)
  })
})
