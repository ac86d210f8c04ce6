import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { en } from '../../messages/en.ts'
import { messagesFor } from '../../messages/messagesFor.ts'
import { type CardMarket, withMarket } from '../../testing/cardMarket.ts'
import { StoryFrame, StoryTexts } from '../../testing/StoryFrame.tsx'
import { storyFacts } from '../../testing/storyFacts.ts'
import { createStoryParts, type StoryOptions } from '../../testing/storyParts.ts'
import { OfframpCard, type OfframpCardProps } from './OfframpCard.tsx'

interface SceneProps extends Pick<StoryOptions, 'backend' | 'wallet' | 'tokens'> {
  card?: Partial<OfframpCardProps>
  market?: Partial<CardMarket>
  down?: readonly string[]
  language?: string
  theme?: 'light' | 'dark'
  width?: number
}

const initial = { asset: 'USDC', chainId: 8453, country: 'US', subdivision: 'NY' } as const

/** The card in an app's page. */
function Scene({ card, market, down = [], language, theme, width, ...options }: SceneProps) {
  const [parts] = useState(() => {
    const made = createStoryParts({ ...options, queries: { queries: { retry: false } } })
    const { dealers } = withMarket(made.backend, market)
    for (const provider of down) {
      const dealer = dealers[provider]
      if (dealer) dealer.down = 'provider_unavailable'
    }
    return made
  })
  const [texts] = useState(() => (language === undefined ? undefined : messagesFor(language)))
  const framed = (
    <div style={{ maxWidth: width }} data-theme={theme}>
      <StoryFrame parts={parts}>
        <OfframpCard providers={['coinbase', 'partna', 'capa']} initial={initial} pauseMs={0} {...card} />
      </StoryFrame>
    </div>
  )
  return texts ? <StoryTexts.Provider value={texts}>{framed}</StoryTexts.Provider> : framed
}

const meta = {
  title: 'OfframpCard',
  component: Scene,
  parameters: { docs: { story: { inline: false, iframeHeight: 900 } } },
} satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const patient = { timeout: 30_000 }
const box = (root: HTMLElement) => within(root).findByRole('textbox', {}, patient)
const type = async (root: HTMLElement, text: string) => await userEvent.type(await box(root), text)
const shows = (root: HTMLElement, text: string | RegExp) => within(root).findAllByText(text, {}, patient)
const priced = (root: HTMLElement) =>
  waitFor(() => expect(within(root).getByRole('button', { name: /^Continue with/ })).toBeEnabled(), patient)

export const Empty: Story = {
  play: async ({ canvasElement }) => void (await shows(canvasElement, en.card.empty)),
}
/** Nobody has told a price yet. */
export const Typing: Story = {
  args: { market: { held: new Promise(() => undefined) } },
  async play({ canvasElement }) {
    await type(canvasElement, '25')
    await shows(canvasElement, en.card.asking)
  },
}
export const Quotes: Story = {
  async play({ canvasElement }) {
    await type(canvasElement, '25')
    await priced(canvasElement)
  },
}
/** A sum of money was typed: the amount that is sold for it stands below. */
export const InMoney: Story = {
  args: { card: { initial: { ...initial, amount: '100', unit: 'cash' } } },
  play: ({ canvasElement }) => priced(canvasElement),
}
export const Ambiguous: Story = {
  async play({ canvasElement }) {
    await type(canvasElement, '1.000')
    await shows(canvasElement, en.card.which)
  },
}
export const OneProviderDown: Story = {
  args: { down: ['capa'] },
  async play({ canvasElement }) {
    await type(canvasElement, '25')
    await priced(canvasElement)
    await shows(canvasElement, en.errors.provider_unavailable.title)
  },
}
export const AllProvidersDown: Story = {
  args: { down: ['coinbase', 'partna', 'capa'] },
  async play({ canvasElement }) {
    await type(canvasElement, '25')
    await shows(canvasElement, en.card.nobody)
  },
}
export const BelowTheLimit: Story = {
  args: { card: { providers: ['coinbase'], initial: { ...initial, unit: 'cash' } } },
  async play({ canvasElement }) {
    await type(canvasElement, '5')
    await shows(canvasElement, /At least \$10/)
  },
}
export const AboveTheLimit: Story = {
  args: { card: { providers: ['coinbase'], initial: { ...initial, unit: 'cash' } } },
  async play({ canvasElement }) {
    await type(canvasElement, '30000')
    await shows(canvasElement, /At most \$25,000/)
  },
}
export const NotEnough: Story = {
  async play({ canvasElement }) {
    await type(canvasElement, '5000')
    await shows(canvasElement, /You can sell up to/)
  },
}
export const NoWallet: Story = {
  args: { wallet: { absent: true }, card: { initial: { ...initial, amount: '25' } } },
  play: async ({ canvasElement }) => void (await shows(canvasElement, new RegExp(en.errors.no_wallet.title))),
}
export const Offline: Story = {
  args: { card: { initial: { ...initial, amount: '25' } } },
  beforeEach() {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false })
    return () => Reflect.deleteProperty(navigator, 'onLine')
  },
  async play({ canvasElement }) {
    await shows(canvasElement, /You are offline/)
    await expect(canvasElement.querySelector('button[type="submit"]')).toBeDisabled()
  },
}
export const NothingOnOffer: Story = {
  args: { market: { optionsDown: true } },
  play: async ({ canvasElement }) =>
    void (await shows(canvasElement, new RegExp(en.errors.backend_unreachable.title))),
}
export const Dark: Story = {
  args: { theme: 'dark', card: { initial: { ...initial, amount: '25' } } },
  play: ({ canvasElement }) => priced(canvasElement),
}
/** From right to left. */
export const Arabic: Story = {
  args: { language: 'ar', card: { initial: { ...initial, amount: '25.5' } } },
  async play({ canvasElement }) {
    await waitFor(() => expect(canvasElement.querySelector('button[type="submit"]')).toBeEnabled(), patient)
  },
}
export const Narrow: Story = {
  args: { width: 280, card: { initial: { ...initial, amount: '25' } } },
  play: ({ canvasElement }) => priced(canvasElement),
}
/** An order was on show when the page was left: it is read, and shown. */
export const AfterReload: Story = {
  args: { backend: { facts: storyFacts.broadcast } },
  play: async ({ canvasElement }) => {
    await waitFor(
      () => expect(canvasElement.querySelector('.ofk-card')).toHaveAttribute('data-screen', 'broadcast'),
      patient,
    )
  },
}
