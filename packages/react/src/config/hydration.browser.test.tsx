import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Config, createConfig, createStorage, mock, type State, WagmiProvider } from 'wagmi'
import { base } from 'wagmi/chains'
import { OfframpButton } from '../components/offramp-button/OfframpButton.tsx'
import { OfframpCard } from '../components/offramp-card/OfframpCard.tsx'
import { OfframpDialog } from '../components/offramp-dialog/OfframpDialog.tsx'
import { OfframpHistory } from '../components/offramp-history/OfframpHistory.tsx'
import { OfframpReceipt } from '../components/offramp-receipt/OfframpReceipt.tsx'
import { useOpenOrders } from '../hooks/useOpenOrders.ts'
import { messagesFor } from '../messages/messagesFor.ts'
import { storyFacts } from '../testing/storyFacts.ts'
import { withOrders } from '../testing/storyOrders.ts'
import { createStoryParts, type StoryOptions } from '../testing/storyParts.ts'
import { storySale } from '../testing/storySale.ts'
import { storyOrderId, storySender } from '../testing/storyWorld.ts'
import { OfframpProvider } from './OfframpProvider.tsx'

// What React says about a difference it says while developing, and of attributes only there; so this is looked at in its
// development build, and a built app beside it in apps/next.

const noop = () => undefined
let complaints: string[]
let root: Root | null

beforeEach(() => {
  complaints = []
  root = null
  for (const level of ['error', 'warn'] as const)
    vi.spyOn(console, level).mockImplementation((...said) => void complaints.push(said.map(String).join(' ')))
})
afterEach(() => {
  act(() => root?.unmount())
  document.body.innerHTML = ''
  delete document.documentElement.dataset.theme
  cleanup()
  vi.restoreAllMocks()
})

function Noted(): ReactNode {
  return <output>{useOpenOrders({ providers: ['coinbase'] }).length}</output>
}

/** A page with everything that can be dropped in, of one reader. */
function pageOf(options: StoryOptions & { languages?: readonly string[] }) {
  const parts = createStoryParts({ backend: { facts: storyFacts.order_ready }, ...options })
  withOrders(parts.backend, [storyFacts.paid, storyFacts.order_ready])
  const found = mock({ accounts: [storySender], features: { reconnect: true } })
  const wagmi = createConfig({
    chains: [base],
    connectors: [(wallets) => ({ ...found(wallets), isAuthorized: async () => true })],
    client: ({ chain }) => parts.wagmi.getClient({ chainId: chain.id as 8453 }) as never,
    ssr: true,
    storage: createStorage({ storage: { getItem: () => null, setItem: noop, removeItem: noop } }),
  }) as unknown as Config
  const account: State = {
    chainId: base.id,
    connections: new Map([
      ['one', { accounts: [storySender], chainId: base.id, connector: wagmi.connectors[0] as never }],
    ]),
    current: 'one',
    status: 'connected',
  }
  return {
    wagmi,
    // Each side has its own cache, as a server and a browser do.
    draw: () => (
      <WagmiProvider config={wagmi} initialState={account}>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <OfframpProvider config={parts.config} messages={messagesFor(options.languages ?? ['en'])}>
            <OfframpButton {...storySale} />
            <OfframpHistory />
            <OfframpCard providers={['partna']} />
            <OfframpReceipt orderId={storyOrderId} />
            <OfframpDialog {...storySale} provider="partna" open onOpenChange={noop} />
            <Noted />
          </OfframpProvider>
        </QueryClientProvider>
      </WagmiProvider>
    ),
  }
}

async function hydrate(page: ReturnType<typeof pageOf>): Promise<{ sent: string; place: HTMLElement }> {
  const sent = renderToString(page.draw())
  const place = document.body.appendChild(document.createElement('div'))
  place.innerHTML = sent
  await act(async () => {
    root = hydrateRoot(place, page.draw(), {
      onRecoverableError: (error) => void complaints.push(`recovered: ${String(error)}`),
    })
  })
  return { sent, place }
}
const buttonIn = (place: HTMLElement) => place.querySelector('.ofk-button') as HTMLElement

for (const [name, options, theme] of [
  ['a first visit', { backend: {} }, ''],
  ['in the dark', { backend: {} }, 'dark'],
  ['in Arabic', { backend: {}, languages: ['ar-EG'] }, ''],
] as const)
  test(`what the server drew is taken over without a word: ${name}`, async () => {
    if (theme) document.documentElement.dataset.theme = theme
    const { sent, place } = await hydrate(pageOf(options))
    expect(sent).toContain(messagesFor('languages' in options ? options.languages : 'en').button.cashOut)
    await waitFor(() =>
      expect(place.querySelector('.ofk-history')?.getAttribute('data-state')).toBe('listed'),
    )
    expect(complaints).toEqual([])
  })

test('an order that is open in this browser shows after the page has taken over, without a word', async () => {
  const { sent, place } = await hydrate(pageOf({ languages: ['ar'] }))
  expect(sent).not.toContain('data-resumes')
  expect(sent).toContain('<output>0</output>')
  await waitFor(() => expect(buttonIn(place).dataset.stage).toBe('order_ready'))
  expect(buttonIn(place).hasAttribute('data-resumes')).toBe(true)
  expect(place.querySelector('output')?.textContent).toBe('1')
  expect(complaints).toEqual([])
})

test('a wallet that is found again changes nothing of that', async () => {
  const page = pageOf({ backend: {} })
  await hydrate(page)
  await waitFor(() => expect(page.wagmi.state.status).toBe('connected'))
  expect(page.wagmi.state.current).not.toBe('one')
  expect(complaints).toEqual([])
})
