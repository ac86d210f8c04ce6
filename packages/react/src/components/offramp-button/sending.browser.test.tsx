import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { StoryFrame } from '../../testing/StoryFrame.tsx'
import { differingFacts, storyFacts, storyRow } from '../../testing/storyFacts.ts'
import { createStoryParts, type StoryOptions } from '../../testing/storyParts.ts'
import { storyDeposit, storyHash, storySender } from '../../testing/storyWorld.ts'
import { OfframpButton } from './OfframpButton.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

/** An order that waits for its deposit, as after a reload, under a host whose defaults retry everything. */
function mount(options: StoryOptions = {}) {
  const asked: string[] = []
  const parts = createStoryParts({
    queries: { mutations: { retry: 3, retryDelay: 1 } },
    ...options,
    backend: { facts: storyFacts.order_ready, ...options.backend },
    wallet: { ...options.wallet, onRequest: (method) => asked.push(method) },
  })
  render(
    <StrictMode>
      <StoryFrame parts={parts}>
        <OfframpButton
          provider="coinbase"
          asset="USDC"
          chainId={8453}
          amount="25"
          cashoutCurrency="USD"
          country="US"
        />
      </StoryFrame>
    </StrictMode>,
  )
  const sends = () => asked.filter((method) => method === 'eth_sendTransaction')
  return { ...parts, sends }
}

const patient = { timeout: 10_000 }
const button = (name: RegExp | string) => screen.findByRole<HTMLButtonElement>('button', { name }, patient)
const shows = (text: RegExp | string) => screen.findByText(text, { ignore: '.ofk-announce' }, patient)
const review = async () => (await button('Review deposit')).click()

describe('the deposit', () => {
  test('is asked for once, however often Send is clicked and whatever the host retries', async () => {
    const { chain, sends, backend } = mount()
    await review()
    const send = await button('Send 25 USDC')
    expect(sends()).toEqual([])
    send.click()
    // In the click's own tick, and once.
    expect(sends()).toHaveLength(1)
    send.click()
    send.click()
    await waitFor(
      () => expect(screen.getByRole('dialog').dataset.screen).toMatch(/included|final_onchain/),
      patient,
    )
    expect(sends()).toHaveLength(1)
    expect(chain.sent).toHaveLength(1)
    backend.tell(storyRow('paid', { txHash: storyHash, payout: '24.63', payoutCurrency: 'USD' }))
    await shows('$24.63 paid out')
    expect(sends()).toHaveLength(1)
  })

  test('that the wallet refuses was not sent, and can be sent by another click', async () => {
    const { chain, sends } = mount({ wallet: { onSend: 'reject' } })
    await review()
    ;(await button('Send 25 USDC')).click()
    await shows('You declined in your wallet. Nothing was sent.')
    expect(chain.sent).toEqual([])
    await review()
    await button('Send 25 USDC')
    expect(sends()).toHaveLength(1)
  })

  test('shows the whole address in groups of four, the sender, the floor and the time left', async () => {
    mount()
    await review()
    await button('Send 25 USDC')
    const dialog = screen.getByRole('dialog')
    const address = dialog.querySelector('[data-address]')
    expect(address?.textContent).toBe(storyDeposit)
    expect([...(address?.children ?? [])].map((group) => group.textContent?.length)).toEqual([
      6, 4, 4, 4, 4, 4, 4, 4, 4, 4,
    ])
    expect(within(dialog).getByText('You receive at least').nextSibling?.textContent).toBe('$24.12')
    expect(within(dialog).getByRole('timer').textContent).toBe('22:48')
    expect(dialog.querySelector(`[title="${storySender}"]`)).not.toBeNull()
    expect(dialog.querySelectorAll('[data-changed]')).toHaveLength(0)
  })

  test('marks each line that differs from what was asked for', async () => {
    mount({ backend: { facts: differingFacts }, wallet: { chainId: 1 } })
    await review()
    await shows(/some lines differ/i)
    const changed = [...document.querySelectorAll('[data-changed]')].map((row) => row.textContent)
    expect(changed).toEqual([
      expect.stringContaining('0.0074 ETHYou asked for 25 USDC'),
      expect.stringContaining('EtherYou asked for USDC'),
      expect.stringContaining('EthereumYou asked for Base'),
    ])
  })
})

describe('what stands in the way', () => {
  test('another network is switched by a button, and checked anew', async () => {
    const { sends } = mount({ wallet: { chainId: 1 } })
    await review()
    await shows('Your wallet is on another network')
    ;(await button('Switch to Base')).click()
    await button('Send 25 USDC')
    expect(sends()).toEqual([])
  })

  test('a network that is not switched stays refused, with the reason', async () => {
    mount({ wallet: { chainId: 1, onSwitch: 'reject' } })
    await review()
    ;(await button('Switch to Base')).click()
    await shows('wallet_rejected')
    expect(screen.queryByRole('button', { name: /^send/i })).toBeNull()
  })

  test('another account is named with the one to select', async () => {
    const { sends } = mount({ wallet: { account: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC' } })
    await review()
    const alert = await screen.findByRole('alert', {}, patient)
    expect(alert.textContent).toContain(`This order belongs to ${storySender}.`)
    expect(sends()).toEqual([])
  })

  test('too little is said before the wallet is asked', async () => {
    const { sends } = mount({ tokens: 1n })
    await review()
    await shows('Not enough in this wallet')
    expect(sends()).toEqual([])
  })
})

describe('the page', () => {
  test('that went into the browser’s cache comes back unarmed', async () => {
    const { sends } = mount()
    await review()
    const send = await button('Send 25 USDC')
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    send.click()
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    await button('Review deposit')
    expect(sends()).toEqual([])
  })

  test('gives the focus back when its panel closes, and keeps the order', async () => {
    const { storage } = mount()
    const note = () => storage.entries.get('offrampkit.order.coinbase')
    await button('Review deposit')
    const dialog = screen.getByRole<HTMLDialogElement>('dialog')
    dialog.close()
    await waitFor(() => expect(note()).toMatch(/^[\w-]{22}$/), patient)
    const resume = await button('Resume cash-out')
    resume.focus()
    resume.click()
    await waitFor(() => expect(dialog.open).toBe(true), patient)
    expect(dialog.contains(document.activeElement)).toBe(true)
    expect(note()).toMatch(/\+$/)
    dialog.close()
    await waitFor(() => expect(document.activeElement).toBe(resume), patient)
  })

  test('says when it is offline, above what it knew last', async () => {
    mount()
    await button('Review deposit')
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    window.dispatchEvent(new Event('offline'))
    await shows(/you are offline/i)
    await button('Review deposit')
  })
})
