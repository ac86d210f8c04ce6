import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { panelAt, renderButton, type SaleBenchOptions, saleBench } from '../../testing/saleBench.tsx'
import { storyFacts } from '../../testing/storyFacts.ts'
import type { StoryWallet } from '../../testing/storyWallet.ts'

afterEach(cleanup)

const button = (name: string) => screen.findByRole<HTMLButtonElement>('button', { name })
const cancelled = 'I cancelled it in my wallet'

/** An order that waits for its deposit, and a wallet that fails without saying whether it sent. */
function mount(keepsNonce: boolean) {
  let answer: 'approve' | 'lost' = 'lost'
  const wallet: StoryWallet = { onSend: () => answer }
  const config: NonNullable<SaleBenchOptions['config']> = { ports: { keepsNonce: () => keepsNonce } }
  const bench = saleBench({ backend: { facts: storyFacts.order_ready }, wallet, config })
  renderButton(bench)
  return {
    bench,
    approve: () => {
      answer = 'approve'
    },
    async send() {
      ;(await button('Review deposit')).click()
      ;(await button('Send 25 USDC')).click()
    },
  }
}

test('an unanswered request that the user cancelled can be made once more, where the nonce lets one through at most', async () => {
  const { bench, approve, send } = mount(true)
  await send()
  await panelAt('outcome_unknown')
  ;(await button(cancelled)).click()
  await panelAt('attested')
  expect(screen.getByRole('dialog').textContent).toMatch(/network accepts only one of the two/)
  expect(bench.prompts()).toBe(1)

  approve()
  await send()
  await panelAt('final_onchain')
  expect(bench.prompts()).toBe(2)
  expect(bench.chain.sent).toHaveLength(1)
})

test('where nobody vouches for the wallet there is no such button, only looking', async () => {
  const { bench, send } = mount(false)
  await send()
  await panelAt('outcome_unknown')
  await button('Check again')
  expect(screen.queryByRole('button', { name: cancelled })).toBeNull()
  expect(bench.prompts()).toBe(1)
})
