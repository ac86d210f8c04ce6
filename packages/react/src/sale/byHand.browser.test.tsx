import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { fakeWindows, panelAt, renderButton, saleBench } from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storySender } from '../testing/storyWorld.ts'

afterEach(cleanup)

const solana = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'
const onSolana = { network: solana, chainId: undefined } as const

describe('a sale on a network that no wallet of the app sends on', () => {
  test('begins without a look at any balance, for the connected account', async () => {
    fakeWindows()
    const bench = saleBench({
      tokens: 0n,
      backend: { facts: { ...storyFacts.by_hand, events: [] } },
      resumed: false,
    })
    renderButton(bench, onSolana)
    fireEvent.click(await screen.findByRole('button', { name: /cash out/i }))
    await waitFor(() => expect(bench.count('createOrder')).toBe(1))
    expect(bench.calls.find(({ name }) => name === 'createOrder')?.parameters).toMatchObject({
      sender: storySender,
      request: { network: solana },
    })
  })

  test('names the account that the app says the user will send from', async () => {
    fakeWindows()
    const sender = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV'
    const bench = saleBench({ backend: { facts: { ...storyFacts.by_hand, events: [] } }, resumed: false })
    renderButton(bench, { ...onSolana, sender })
    fireEvent.click(await screen.findByRole('button', { name: /cash out/i }))
    await waitFor(() => expect(bench.count('createOrder')).toBe(1))
    expect(bench.calls.find(({ name }) => name === 'createOrder')?.parameters).toMatchObject({ sender })
  })

  test('on a network of the wallet the connected account sends, whatever was named', async () => {
    fakeWindows()
    const bench = saleBench({ resumed: false })
    renderButton(bench, { sender: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC' })
    fireEvent.click(await screen.findByRole('button', { name: /cash out/i }))
    await waitFor(() => expect(bench.count('createOrder')).toBe(1))
    expect(bench.calls.find(({ name }) => name === 'createOrder')?.parameters).toMatchObject({
      sender: storySender,
    })
  })

  test('asks no wallet, and says that only the user knows whether it was sent', async () => {
    const bench = saleBench({ backend: { facts: storyFacts.by_hand } })
    renderButton(bench, onSolana)
    const panel = await panelAt('by_hand')
    expect(within(panel).getByText(/only you know/i)).toBeDefined()
    expect(within(panel).queryByRole('button', { name: /review|^send/i })).toBeNull()
    expect(bench.prompts()).toBe(0)
  })
})
